package org.estimator4j.processor.write;

import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.RuntimeTypes;

/**
 * Stands in for the factory of a model that has errors, so that code that mentions the factory gets
 * no errors of its own, which would bury the ones that matter. The compilation has failed already.
 */
public final class BrokenFactory {

  private BrokenFactory() {}

  /** The stand-in as a file. */
  public static GeneratedFile write(ModelClass model, Surroundings surroundings) {
    JavaClass type = new JavaClass(model, model.factoryName(), surroundings);
    Imports imports = type.imports();
    String failure =
        "    throw new "
            + type.lang("IllegalStateException")
            + "(\"the model has errors; see the compiler's messages\");";
    type.member(
        "  /**",
        "   * Takes anything: the model itself may be what is wrong.",
        "   *",
        "   * @param model not used",
        "   */",
        "  " + type.visibility() + type.name() + "(" + type.lang("Object") + " model) {}");
    type.modelName();
    type.override(imports.name(RuntimeTypes.MODES) + " modes()", failure);
    type.override(imports.name(RuntimeTypes.INPUT_SPEC) + " inputs()", failure);
    type.override(
        imports.name(RuntimeTypes.ESTIMATOR_SPEC)
            + " create("
            + imports.name(RuntimeTypes.MODEL_CONTEXT)
            + " context)",
        failure);
    return type.file("Stands in for the factory of a model that has errors.", "", type.factory());
  }
}
