package org.estimator4j.processor.plan;

import java.util.List;
import java.util.Optional;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.TypeRef;

/**
 * The typed predictor of a model whose predictions are a record.
 *
 * @param model the class that it is for
 * @param inputs its features
 * @param outputs the components of the record
 */
public record PredictorPlan(ModelClass model, List<Input> inputs, List<Output> outputs) {

  /** What the parameters of a method may take, {@code this} included. */
  public static final int MAX_SLOTS = 255;

  /** Whether Java has room for a row: its features as parameters, its answer as a record. */
  boolean hasRoom() {
    return 1 + inputs.stream().mapToInt(Input::slots).sum() <= MAX_SLOTS
        && 1 + outputs.stream().mapToInt(Output::slots).sum() <= MAX_SLOTS;
  }

  /**
   * A feature.
   *
   * @param name its name in the signature
   * @param parameter the name of the parameter that takes it
   * @param form how many tensors carry it
   * @param elementType its element type
   * @param shape its shape, the batch dimension first
   * @param java the Java type of one element
   */
  public record Input(
      String name,
      String parameter,
      InputForm form,
      TypeRef elementType,
      List<Long> shape,
      JavaElement java) {

    /** A sparse row is an object; a batch takes no more than a row. */
    int slots() {
      return form == InputForm.SPARSE ? 1 : java.slots(shape.size() - 1);
    }
  }

  /**
   * A prediction.
   *
   * @param name its name in the signature
   * @param component the name of the record's component
   * @param elementType its element type, if that is known
   * @param shape its shape, the batch dimension first, if that is declared
   * @param java the Java type of one element, if type and shape are known
   */
  public record Output(
      String name,
      String component,
      Optional<TypeRef> elementType,
      Optional<List<Long>> shape,
      Optional<JavaElement> java) {

    int slots() {
      return java.map(element -> element.slots(shape.orElse(List.of()).size() - 1)).orElse(1);
    }
  }
}
