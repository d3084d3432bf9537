package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.TypeRef;

/** What {@code @Feature} and {@code @Label} say: name, element type, shape. */
final class DeclarationRules {

  private DeclarationRules() {}

  static List<Diagnostic> inputName(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (Mention typed : subject.mentions()) {
      InputMention mention = typed.mention();
      if (mention.name().isBlank()) {
        found.add(
            Problem.INPUT_NAME.at(
                mention.place(),
                mention.where(),
                mention.kind().written(),
                mention.kind().noun(),
                typed.onParameter() ? "" : ", dtype = DType.FLOAT32, shape = {-1, 4}"));
      }
    }
    return found;
  }

  static List<Diagnostic> inputShape(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (Mention typed : subject.mentions()) {
      if (typed.hasIllegalSize()) {
        found.add(shape(Problem.INPUT_SHAPE, typed));
      }
    }
    return found;
  }

  /** A shape that no sparse or ragged input can have. */
  static List<Diagnostic> sparseShape(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (Mention typed : subject.mentions()) {
      InputMention mention = typed.mention();
      if (!typed.hasIllegalSize()
          && mention.shape().isPresent()
          && !typed.form().allows(mention.shape().get())) {
        found.add(
            Problem.SPARSE_SHAPE.at(
                mention.shapePlace(),
                typed.noun(),
                mention.name(),
                mention.where(),
                written(typed.sizes()),
                typed.form().operand().simpleName(),
                typed.form() == InputForm.SPARSE ? "{-1, 1000}" : "{-1, -1}"));
      }
    }
    return found;
  }

  /** A warning: most often the sizes of one row, without the batch. */
  static List<Diagnostic> batchDimension(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (Mention typed : subject.mentions()) {
      List<Long> sizes = typed.sizes();
      if (!sizes.isEmpty() && sizes.get(0) >= 0) {
        found.add(shape(Problem.BATCH_DIMENSION, typed));
      }
    }
    return found;
  }

  private static Diagnostic shape(Problem problem, Mention typed) {
    InputMention mention = typed.mention();
    List<Long> withBatch = new ArrayList<>(typed.sizes());
    withBatch.add(0, -1L);
    return problem.at(
        mention.shapePlace(),
        typed.noun(),
        mention.name(),
        mention.where(),
        written(typed.sizes()),
        written(withBatch));
  }

  private static String written(List<Long> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }

  static List<Diagnostic> dtypeGiven(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (Mention typed : subject.mentions()) {
      InputMention mention = typed.mention();
      if (typed.onParameter() && hasDtype(mention)) {
        found.add(
            Problem.DTYPE_GIVEN.at(
                mention.dtypePlace(),
                mention.kind().written(),
                mention.where(),
                typed.element().map(TypeRef::toString).orElse("T in Operand<T>")));
      }
    }
    return found;
  }

  static List<Diagnostic> kindGiven(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (Mention typed : subject.mentions()) {
      InputMention mention = typed.mention();
      if (typed.onParameter() && mention.form().isPresent()) {
        found.add(
            Problem.KIND_GIVEN.at(
                mention.formPlace(),
                mention.kind().written(),
                mention.where(),
                typed.form().operand().simpleName()));
      }
    }
    return found;
  }

  static List<Diagnostic> dtypeMissing(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    for (Mention typed : subject.mentions()) {
      InputMention mention = typed.mention();
      if (!typed.onParameter() && !hasDtype(mention)) {
        found.add(
            Problem.DTYPE_MISSING.at(
                mention.dtypePlace(), mention.kind().written(), mention.name(), mention.where()));
      }
    }
    return found;
  }

  private static boolean hasDtype(InputMention mention) {
    return mention.dtype().isPresent() && !mention.dtype().get().equals("INFERRED");
  }

  /** Each mention is held against the first that says something about the same attribute. */
  static List<Diagnostic> inputConflict(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    Map<String, Mention> typeFirst = new HashMap<>();
    Map<String, Mention> shapeFirst = new HashMap<>();
    for (Mention typed : subject.mentions()) {
      InputMention mention = typed.mention();
      String key = mention.kind() + " " + mention.name();
      if (typed.element().isPresent()) {
        Mention first = first(typeFirst, key, typed);
        String element = typed.type();
        String other = first.type();
        if (!element.equals(other)) {
          found.add(conflict(typed, element, first, other, "element type"));
          continue;
        }
      }
      if (mention.shape().isPresent()) {
        Mention first = first(shapeFirst, key, typed);
        if (!mention.shape().equals(first.mention().shape())) {
          found.add(
              conflict(typed, written(typed.sizes()), first, written(first.sizes()), "shape"));
        }
      }
    }
    return found;
  }

  private static Mention first(Map<String, Mention> known, String key, Mention typed) {
    Mention first = known.putIfAbsent(key, typed);
    return first == null ? typed : first;
  }

  private static Diagnostic conflict(
      Mention second, String value, Mention first, String otherValue, String attribute) {
    InputMention mention = second.mention();
    return Problem.INPUT_CONFLICT.at(
        attribute.equals("shape") ? mention.shapePlace() : mention.dtypePlace(),
        second.noun(),
        mention.name(),
        mention.where(),
        value,
        first.mention().where(),
        otherValue,
        attribute);
  }
}
