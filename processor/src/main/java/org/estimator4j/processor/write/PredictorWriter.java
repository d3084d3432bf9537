package org.estimator4j.processor.write;

import static org.estimator4j.processor.write.JavaClass.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.plan.JavaElement;
import org.estimator4j.processor.plan.PredictorPlan;

/** Writes the typed predictor of a model: its features as parameters, a record for each row. */
public final class PredictorWriter {

  private final PredictorPlan plan;
  private final JavaClass type;
  private final Imports imports;
  private final String visibility;
  private final String self;
  private final String predictor;

  private PredictorWriter(PredictorPlan plan, Surroundings surroundings) {
    this.plan = plan;
    this.type = new JavaClass(plan.model(), plan.model().predictorName(), surroundings);
    this.imports = type.imports();
    this.visibility = "  " + type.visibility();
    this.self = type.name();
    imports.reserve("Prediction");
    this.predictor = imports.name(RuntimeTypes.PREDICTOR);
  }

  /** The predictor as a file. */
  public static GeneratedFile write(PredictorPlan plan, Surroundings surroundings) {
    return new PredictorWriter(plan, surroundings).file();
  }

  private GeneratedFile file() {
    type.member(contract());
    type.member("  private final " + predictor + " predictor;");
    type.member(
        "  private " + self + "(" + predictor + " predictor) {",
        "    this.predictor = predictor;",
        "  }");
    load();
    of();
    predict();
    predictRow();
    predictor();
    type.override("void close()", "    predictor.close();");
    type.member(predictionRecord());
    return type.file(
        "Asks a trained {@code "
            + FactoryJavadoc.escape(plan.model().name())
            + "}, in Java's types. For any number of threads at the same\n"
            + "time; close it once.\n\n"
            + "<p>Generated; {@code docs/generated-code.md} of Estimator4J explains it.",
        "",
        "implements " + type.lang("AutoCloseable"));
  }

  private String contract() {
    String contract = imports.name(RuntimeTypes.PREDICTOR_CONTRACT);
    StringBuilder chain = new StringBuilder("  private static final " + contract + " CONTRACT =");
    chain.append("\n      ").append(contract).append(".of(");
    chain.append(literal(plan.model().type().qualifiedName())).append(')');
    for (PredictorPlan.Input input : plan.inputs()) {
      String element = imports.name(input.elementType());
      String method = input.form() == InputForm.DENSE ? "input" : input.form().method();
      chain.append(declared(method, input.name(), element, input.shape()));
    }
    for (PredictorPlan.Output output : plan.outputs()) {
      String element = imports.name(output.elementType().orElse(RuntimeTypes.TENSOR));
      chain.append(declared("output", output.name(), element, output.shape().orElse(List.of())));
    }
    return chain.append(';').toString();
  }

  private static String declared(String method, String name, String element, List<Long> shape) {
    StringBuilder link = new StringBuilder("\n          .").append(method);
    link.append('(').append(literal(name)).append(", ").append(element).append(".class");
    for (long size : shape) {
      link.append(", ").append(size).append(size > Integer.MAX_VALUE ? "L" : "");
    }
    return link.append(')').toString();
  }

  private void load() {
    String path = imports.name("java.nio.file", "Path");
    String option = imports.name(RuntimeTypes.PREDICTOR_OPTION);
    type.member(
        "  /**",
        "   * Loads a SavedModel and checks that it is one of this model: names, types and shapes.",
        "   *",
        "   * @param savedModel its directory",
        "   * @param options tags, a signature, threads",
        "   * @return a predictor, which the caller closes",
        "   */",
        visibility
            + "static "
            + self
            + " load("
            + path
            + " savedModel, "
            + option
            + "... options) {",
        "    return new " + self + "(CONTRACT.load(savedModel, options));",
        "  }");
  }

  private void of() {
    type.member(
        "  /**",
        "   * Asks through a predictor that is there, such as {@code estimator.predictor()}.",
        "   *",
        "   * @param predictor the predictor, which is closed with this one",
        "   * @return a predictor, which the caller closes",
        "   */",
        visibility + "static " + self + " of(" + predictor + " predictor) {",
        "    return new " + self + "(CONTRACT.require(predictor));",
        "  }");
  }

  private void predict() {
    List<String> lines = new ArrayList<>(List.of("  /**", "   * Asks about a batch.", "   *"));
    for (PredictorPlan.Input input : plan.inputs()) {
      lines.add(described(input, ", a row each", input.shape()));
    }
    lines.add("   * @return an answer for each row, in order");
    lines.add("   */");
    String list = imports.name("java.util", "List");
    lines.add(visibility + list + "<Prediction> predict(" + parameters(0) + ") {");
    lines.add("    return CONTRACT.rows(predictor.predict(" + inputs() + "), Prediction::of);");
    lines.add("  }");
    type.member(lines.toArray(String[]::new));
  }

  private void predictRow() {
    List<String> lines = new ArrayList<>(List.of("  /**", "   * Asks about one row.", "   *"));
    for (PredictorPlan.Input input : plan.inputs()) {
      lines.add(described(input, "", input.shape().subList(1, input.shape().size())));
    }
    lines.add("   * @return the answer");
    lines.add("   */");
    String row = imports.name(RuntimeTypes.ANSWER_ROW);
    lines.add(visibility + "Prediction predictRow(" + parameters(1) + ") {");
    lines.add("    return Prediction.of(new " + row + "(predictor.predictRow(" + inputs() + ")));");
    lines.add("  }");
    type.member(lines.toArray(String[]::new));
  }

  private static String described(PredictorPlan.Input input, String each, List<Long> shape) {
    String name = FactoryJavadoc.escape(input.name());
    return "   * @param " + input.parameter() + " {@code " + name + "}" + each + "; shape " + shape;
  }

  private String parameters(int without) {
    StringJoiner parameters = new StringJoiner(", ");
    for (PredictorPlan.Input input : plan.inputs()) {
      parameters.add(
          parameterType(input, input.shape().size() - without) + " " + input.parameter());
    }
    return parameters.toString();
  }

  /** A ragged one is an array of arrays, as a dense one; a sparse one has rows of its own. */
  private String parameterType(PredictorPlan.Input input, int dimensions) {
    return input.form() == InputForm.SPARSE
        ? imports.name(RuntimeTypes.SPARSE_ROW) + (dimensions == 1 ? "" : "[]")
        : javaType(input.java(), dimensions);
  }

  /** {@code Map.of} takes ten pairs. */
  private String inputs() {
    String map = imports.name("java.util", "Map");
    boolean few = plan.inputs().size() <= 10;
    StringJoiner pairs = new StringJoiner(", ", map + (few ? ".of(" : ".ofEntries("), ")");
    for (PredictorPlan.Input input : plan.inputs()) {
      String pair = literal(input.name()) + ", " + input.parameter();
      pairs.add(few ? pair : map + ".entry(" + pair + ")");
    }
    return pairs.toString();
  }

  private void predictor() {
    type.member(
        "  /**",
        "   * The predictor behind this one.",
        "   *",
        "   * @return arrays in, arrays out, by name",
        "   */",
        visibility + predictor + " predictor() {",
        "    return predictor;",
        "  }");
  }

  private String[] predictionRecord() {
    String row = imports.name(RuntimeTypes.ANSWER_ROW);
    List<String> lines = new ArrayList<>();
    lines.add("  /**");
    lines.add("   * What the model says about one row.");
    lines.add("   *");
    StringJoiner components = new StringJoiner(", ");
    StringJoiner values = new StringJoiner(", ");
    for (PredictorPlan.Output output : plan.outputs()) {
      String name = FactoryJavadoc.escape(output.name());
      lines.add("   * @param " + output.component() + " {@code " + name + "}");
      components.add(componentType(output) + " " + output.component());
      values.add(value(output));
    }
    lines.add("   */");
    lines.add(visibility + "record Prediction(" + components + ") {");
    lines.add("    private static Prediction of(" + row + " row) {");
    lines.add("      return new Prediction(" + values + ");");
    lines.add("    }");
    lines.add("  }");
    return lines.toArray(String[]::new);
  }

  private String value(PredictorPlan.Output output) {
    if (output.java().isEmpty()) {
      return "row.value(" + literal(output.name()) + ")";
    }
    int dimensions = dimensions(output);
    JavaElement element = output.java().get();
    String type = dimensions == 0 ? this.type.lang(element.box()) : javaType(element, dimensions);
    return "row.get(" + literal(output.name()) + ", " + type + ".class)";
  }

  private String componentType(PredictorPlan.Output output) {
    return output
        .java()
        .map(element -> javaType(element, dimensions(output)))
        .orElseGet(() -> imports.name(RuntimeTypes.TENSOR_VALUE));
  }

  /** A row has one dimension less. */
  private static int dimensions(PredictorPlan.Output output) {
    return output.shape().orElse(List.of()).size() - 1;
  }

  private String javaType(JavaElement element, int dimensions) {
    String name = element == JavaElement.STRING ? type.lang(element.box()) : element.written();
    return name + "[]".repeat(dimensions);
  }
}
