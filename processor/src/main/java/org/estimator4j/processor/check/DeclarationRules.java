package org.estimator4j.processor.check;

import static java.util.function.Predicate.not;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RoleUse;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;

/** What {@code @Feature} and {@code @Label} say: name, element type, shape. */
final class DeclarationRules {

  private DeclarationRules() {}

  /** A mention with the element type that it states or that its parameter has. */
  private record Typed(
      InputMention mention, Optional<TypeRef> element, InputForm form, boolean onParameter) {

    /** The element type, or what holds it where that is not a single tensor. */
    String type() {
      TypeRef type = element.orElseThrow();
      return form == InputForm.DENSE ? type.toString() : form.operand(type).toString();
    }

    String noun() {
      String noun = mention.kind().noun();
      return Character.toUpperCase(noun.charAt(0)) + noun.substring(1);
    }
  }

  private static List<Typed> mentions(Subject subject) {
    List<Typed> typed = new ArrayList<>();
    for (RoleUse use :
        subject.model().methods().stream().flatMap(method -> method.roles().stream()).toList()) {
      if (use.role() == Role.MODEL_FN) {
        use.inputs()
            .forEach(
                mention ->
                    typed.add(
                        new Typed(
                            mention,
                            mention.dtype().flatMap(RuntimeTypes::elementType),
                            mention.form().orElse(InputForm.DENSE),
                            false)));
      }
    }
    subject.methods().stream()
        .flatMap(method -> method.parameters().stream())
        .forEach(
            parameter ->
                parameter
                    .mentions()
                    .forEach(
                        mention ->
                            typed.add(
                                new Typed(
                                    mention,
                                    InputRules.elementType(parameter.type(), subject.types()),
                                    InputForm.of(parameter.type()).orElse(InputForm.DENSE),
                                    true))));
    return typed;
  }

  static List<Diagnostic> inputName(Subject subject) {
    return mentions(subject).stream()
        .filter(typed -> typed.mention().name().isBlank())
        .map(
            typed ->
                Problem.INPUT_NAME.at(
                    typed.mention().place(),
                    typed.mention().where(),
                    typed.mention().kind().written(),
                    typed.mention().kind().noun(),
                    typed.onParameter() ? "" : ", dtype = DType.FLOAT32, shape = {-1, 4}"))
        .toList();
  }

  static List<Diagnostic> inputShape(Subject subject) {
    return mentions(subject).stream()
        .filter(typed -> sizes(typed.mention()).anyMatch(size -> size < -1))
        .map(typed -> shape(Problem.INPUT_SHAPE, typed))
        .toList();
  }

  /** A shape that no sparse or ragged input can have. */
  static List<Diagnostic> sparseShape(Subject subject) {
    return mentions(subject).stream()
        .filter(typed -> sizes(typed.mention()).noneMatch(size -> size < -1))
        .filter(typed -> typed.mention().shape().filter(not(typed.form()::allows)).isPresent())
        .map(
            typed ->
                Problem.SPARSE_SHAPE.at(
                    typed.mention().shapePlace(),
                    typed.noun(),
                    typed.mention().name(),
                    typed.mention().where(),
                    written(sizes(typed.mention())),
                    typed.form().operand().simpleName(),
                    typed.form() == InputForm.SPARSE ? "{-1, 1000}" : "{-1, -1}"))
        .toList();
  }

  /** A warning: most often the sizes of one row, without the batch. */
  static List<Diagnostic> batchDimension(Subject subject) {
    return mentions(subject).stream()
        .filter(typed -> sizes(typed.mention()).limit(1).anyMatch(size -> size >= 0))
        .map(typed -> shape(Problem.BATCH_DIMENSION, typed))
        .toList();
  }

  private static Stream<Long> sizes(InputMention mention) {
    return mention.shape().stream().flatMap(List::stream);
  }

  private static Diagnostic shape(Problem problem, Typed typed) {
    InputMention mention = typed.mention();
    return problem.at(
        mention.shapePlace(),
        typed.noun(),
        mention.name(),
        mention.where(),
        written(sizes(mention)),
        written(Stream.concat(Stream.of(-1L), sizes(mention))));
  }

  private static String written(Stream<Long> sizes) {
    return sizes.map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }

  static List<Diagnostic> dtypeGiven(Subject subject) {
    return mentions(subject).stream()
        .filter(Typed::onParameter)
        .filter(typed -> hasDtype(typed.mention()))
        .map(
            typed ->
                Problem.DTYPE_GIVEN.at(
                    typed.mention().dtypePlace(),
                    typed.mention().kind().written(),
                    typed.mention().where(),
                    typed.element().map(TypeRef::toString).orElse("T in Operand<T>")))
        .toList();
  }

  static List<Diagnostic> kindGiven(Subject subject) {
    return mentions(subject).stream()
        .filter(typed -> typed.onParameter() && typed.mention().form().isPresent())
        .map(
            typed ->
                Problem.KIND_GIVEN.at(
                    typed.mention().formPlace(),
                    typed.mention().kind().written(),
                    typed.mention().where(),
                    typed.form().operand().simpleName()))
        .toList();
  }

  static List<Diagnostic> dtypeMissing(Subject subject) {
    return mentions(subject).stream()
        .filter(typed -> !typed.onParameter() && !hasDtype(typed.mention()))
        .map(Typed::mention)
        .map(
            mention ->
                Problem.DTYPE_MISSING.at(
                    mention.dtypePlace(),
                    mention.kind().written(),
                    mention.name(),
                    mention.where()))
        .toList();
  }

  private static boolean hasDtype(InputMention mention) {
    return mention.dtype().filter(dtype -> !dtype.equals("INFERRED")).isPresent();
  }

  /** Each mention is held against the first that says something about the same attribute. */
  static List<Diagnostic> inputConflict(Subject subject) {
    List<Diagnostic> found = new ArrayList<>();
    Map<String, Typed> typeFirst = new HashMap<>();
    Map<String, Typed> shapeFirst = new HashMap<>();
    for (Typed typed : mentions(subject)) {
      InputMention mention = typed.mention();
      String key = mention.kind() + " " + mention.name();
      if (typed.element().isPresent()) {
        Typed first = typeFirst.computeIfAbsent(key, unused -> typed);
        String element = typed.type();
        String other = first.type();
        if (!element.equals(other)) {
          found.add(conflict(typed, element, first, other, "element type"));
          continue;
        }
      }
      if (mention.shape().isPresent()) {
        Typed first = shapeFirst.computeIfAbsent(key, unused -> typed);
        if (!mention.shape().equals(first.mention().shape())) {
          found.add(
              conflict(
                  typed, written(sizes(mention)), first, written(sizes(first.mention())), "shape"));
        }
      }
    }
    return found;
  }

  private static Diagnostic conflict(
      Typed second, String value, Typed first, String otherValue, String attribute) {
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
