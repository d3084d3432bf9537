package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.feature.internal.NearNames;
import org.tensorflow.ndarray.Shape;

/**
 * Compares what an input gives with what a model declares, before the first step. Names must be
 * there, element types equal, shapes compatible ({@code -1} matches any size). Labels count in
 * TRAIN and EVAL only. What a model does not declare is ignored.
 */
public final class InputValidator {

  private InputValidator() {}

  /**
   * Checks an input without reading it.
   *
   * @param declared what the model declares
   * @param given what the input gives
   * @param mode what the model is run for
   * @throws InputMismatchException if something is missing or differs: every problem at once
   */
  public static void check(InputSpec declared, ElementSpec given, Mode mode) {
    new Check(given, index -> given.column(index).batchShape(Shape.UNKNOWN_SIZE), mode)
        .run(declared);
  }

  /**
   * Checks a batch, its number of rows included.
   *
   * @param declared what the model declares
   * @param batch an open batch
   * @param mode what the model is run for
   * @throws InputMismatchException if something is missing or differs: every problem at once
   */
  public static void check(InputSpec declared, Batch batch, Mode mode) {
    new Check(batch.elementSpec(), index -> shape(batch, index), mode).run(declared);
  }

  private static Shape shape(Batch batch, int index) {
    ColumnSpec column = batch.elementSpec().column(index);
    return column.kind() == FeatureKind.DENSE
        ? batch.tensor(index).shape()
        : column.batchShape(batch.size());
  }

  /** One comparison, collecting problems. */
  private static final class Check {

    private final ElementSpec given;
    private final IntFunction<Shape> shapes;
    private final Mode mode;
    private final List<String> problems = new ArrayList<>();
    private final SideBySide table = new SideBySide("declared by the model", "given by the input");

    Check(ElementSpec given, IntFunction<Shape> shapes, Mode mode) {
      this.given = given;
      this.shapes = shapes;
      this.mode = mode;
    }

    void run(InputSpec declared) {
      for (FeatureSpec feature : declared.features()) {
        compare("feature", feature, given.indexOfFeature(feature.name()), given.features());
      }
      if (mode != Mode.PREDICT) {
        for (FeatureSpec label : declared.labels()) {
          compare("label", label, given.indexOfLabel(label.name()), given.labels());
        }
      }
      if (!problems.isEmpty()) {
        throw new InputMismatchException(
            "the input does not fit the model in "
                + mode
                + ":\n"
                + table
                + "\n- "
                + String.join("\n- ", problems),
            problems);
      }
    }

    private void compare(
        String what, FeatureSpec declared, int index, List<ColumnSpec> candidates) {
      Shape shape = declared.shape();
      String left = what + " " + text(declared.name(), declared.kind(), declared.type(), shape);
      if (index < 0) {
        table.add(left, "missing", false);
        problems.add(missing(what, declared, candidates));
        return;
      }
      ColumnSpec column = given.column(index);
      Shape givenShape = shapes.apply(index);
      boolean sameType = column.type().equals(declared.type());
      boolean sameKind = column.kind() == declared.kind();
      boolean sameShape = !sameKind || givenShape.isCompatibleWith(shape);
      table.add(
          left,
          what + " " + text(column.name(), column.kind(), column.type(), givenShape),
          sameKind && sameType && sameShape);
      String subject = what + " '" + declared.name() + "'";
      if (!sameKind) {
        problems.add(subject + otherKind(declared, column));
      }
      if (!sameType) {
        problems.add(
            subject
                + " is declared as "
                + declared.type().getSimpleName()
                + " but given as "
                + column.type().getSimpleName()
                + "; give it as an array of "
                + ElementKinds.javaName(declared.type())
                + ", or change the declaration");
      }
      if (!sameShape) {
        problems.add(subject + differentShape(what, declared.name(), shape, givenShape));
      }
    }

    private String missing(String what, FeatureSpec declared, List<ColumnSpec> candidates) {
      String name = declared.name();
      String subject = what + " '" + name + "' is missing";
      List<String> names = candidates.stream().map(ColumnSpec::name).toList();
      boolean otherSide =
          what.equals("label") ? given.indexOfFeature(name) >= 0 : given.indexOfLabel(name) >= 0;
      if (otherSide) {
        String other = what.equals("label") ? "feature" : "label";
        return subject + "; the input gives it as a " + other + ": write ." + what + "(…) for it";
      }
      if (what.equals("label") && names.isEmpty()) {
        return subject
            + ": the input has no labels at all, which only PREDICT can do without; add .label(\""
            + name
            + "\", …)";
      }
      return subject
          + NearNames.near(name, names)
              .map(near -> "; did you mean '" + near + "'?")
              .orElse("; the input gives " + names);
    }

    private static String differentShape(String what, String name, Shape shape, Shape given) {
      String text = " is declared with shape " + shape + " but given with " + given;
      Shape row = shape.tail();
      Shape givenRow = given.numDimensions() == 0 ? given : given.tail();
      boolean sameSize =
          !row.hasUnknownDimension()
              && !givenRow.hasUnknownDimension()
              && row.size() == givenRow.size();
      if (sameSize && !row.equals(givenRow)) {
        return text
            + ": as many values in another shape; a flat array may be given with the row shape, ."
            + what
            + "(\""
            + name
            + "\", values, Shape.of("
            + sizes(row)
            + "))";
      }
      return text + "; the first size is the batch";
    }

    private static String sizes(Shape shape) {
      String text = shape.toString();
      return text.substring(1, text.length() - 1);
    }

    private static String otherKind(FeatureSpec declared, ColumnSpec given) {
      String text =
          " is declared as " + text(declared.kind()) + " but given as " + text(given.kind());
      boolean open = !given.rowShape().isScalar() && given.rowShape().get(0) < 0;
      if (declared.kind() == FeatureKind.DENSE) {
        return text
            + "; take it as "
            + (given.kind() == FeatureKind.SPARSE ? "SparseOperand" : "RaggedOperand")
            + " in the model, or declare it dense in the input and use paddedBatch";
      }
      return text
          + (open
              ? "; write ." + text(declared.kind()) + "(\"" + declared.name() + "\") before batch"
              : "; take it as Operand in the model, or give it with rows that differ in length");
    }

    private static String text(FeatureKind kind) {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String text(String name, FeatureKind kind, Class<?> type, Shape shape) {
      String prefix = kind == FeatureKind.DENSE ? "" : text(kind) + " ";
      return "'" + name + "' " + prefix + type.getSimpleName() + " " + shape;
    }
  }
}
