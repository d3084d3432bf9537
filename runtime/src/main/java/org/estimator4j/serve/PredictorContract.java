package org.estimator4j.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.internal.NearNames;
import org.estimator4j.session.TensorValue;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * What the code of a typed predictor takes for granted: compared with a SavedModel when that is
 * loaded, so that no call finds out later. For generated code. Immutable.
 */
public final class PredictorContract {

  private final String model;
  private final Map<String, TensorSpec> inputs;
  private final Map<String, TensorSpec> outputs;

  private PredictorContract(
      String model, Map<String, TensorSpec> inputs, Map<String, TensorSpec> outputs) {
    this.model = model;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /**
   * A contract without inputs and outputs.
   *
   * @param model the name of the model's class
   * @return a contract to add to
   */
  public static PredictorContract of(String model) {
    return new PredictorContract(model, Map.of(), Map.of());
  }

  /**
   * The same with one input more.
   *
   * @param name its name in the signature
   * @param type its element type
   * @param shape its shape; {@code -1} is any size
   * @return a new contract
   */
  public PredictorContract input(String name, Class<? extends TType> type, long... shape) {
    return new PredictorContract(
        model, with(inputs, name, new TensorSpec(type, Shape.of(shape))), outputs);
  }

  /**
   * The same with one sparse input more.
   *
   * @param name its name in the signature
   * @param type its element type
   * @param shape its shape as a whole; {@code -1} is any size
   * @return a new contract
   */
  public PredictorContract sparse(String name, Class<? extends TType> type, long... shape) {
    return variable(name, type, FeatureKind.SPARSE, shape);
  }

  /**
   * The same with one ragged input more.
   *
   * @param name its name in the signature
   * @param type its element type
   * @param shape its shape as a whole; {@code -1} is any size
   * @return a new contract
   */
  public PredictorContract ragged(String name, Class<? extends TType> type, long... shape) {
    return variable(name, type, FeatureKind.RAGGED, shape);
  }

  private PredictorContract variable(
      String name, Class<? extends TType> type, FeatureKind kind, long... shape) {
    return new PredictorContract(
        model, with(inputs, name, new TensorSpec(type, Shape.of(shape), kind)), outputs);
  }

  /**
   * The same with one output more, of any shape.
   *
   * @param name its name in the signature
   * @param type its element type; {@code TType} for any
   * @return a new contract
   */
  public PredictorContract output(String name, Class<? extends TType> type) {
    return new PredictorContract(
        model, inputs, with(outputs, name, new TensorSpec(type, Shape.unknown())));
  }

  /**
   * The same with one output more.
   *
   * @param name its name in the signature
   * @param type its element type; {@code TType} for any
   * @param shape its shape; {@code -1} is any size
   * @return a new contract
   */
  public PredictorContract output(String name, Class<? extends TType> type, long... shape) {
    return new PredictorContract(
        model, inputs, with(outputs, name, new TensorSpec(type, Shape.of(shape))));
  }

  private static Map<String, TensorSpec> with(
      Map<String, TensorSpec> specs, String name, TensorSpec spec) {
    Map<String, TensorSpec> more = new LinkedHashMap<>(specs);
    more.put(name, spec);
    return more;
  }

  /**
   * Loads a SavedModel that must keep to the contract.
   *
   * @param savedModel its directory
   * @param options as for {@link Predictor#load}
   * @return a predictor, which the caller closes
   * @throws SavedModelException if it cannot be loaded, or belongs to another model
   */
  public Predictor load(Path savedModel, PredictorOption... options) {
    Predictor predictor = Predictor.load(savedModel, options);
    boolean fits = false;
    try {
      require(predictor);
      fits = true;
      return predictor;
    } finally {
      if (!fits) {
        predictor.close();
      }
    }
  }

  /**
   * Checks that a predictor keeps to the contract.
   *
   * @param predictor the predictor, which stays open
   * @return the predictor
   * @throws SavedModelException if it belongs to another model
   */
  public Predictor require(Predictor predictor) {
    List<String> problems = new ArrayList<>();
    compare("input", inputs, predictor.signature().inputs(), problems);
    compare("output", outputs, predictor.signature().outputs(), problems);
    for (String name : predictor.signature().inputs().keySet()) {
      if (!inputs.containsKey(name)) {
        problems.add("input '" + name + "' is there, which the model does not have");
      }
    }
    if (!problems.isEmpty()) {
      throw new SavedModelException(
          "the "
              + predictor
              + " does not fit "
              + model
              + ":\n- "
              + String.join("\n- ", problems)
              + "\nLoad a SavedModel that was exported by this version of the model, with its own"
              + " features as inputs.");
    }
    return predictor;
  }

  private static void compare(
      String what,
      Map<String, TensorSpec> declared,
      Map<String, TensorSpec> there,
      List<String> problems) {
    declared.forEach(
        (name, spec) -> {
          TensorSpec found = there.get(name);
          if (found == null) {
            problems.add(
                what
                    + " '"
                    + name
                    + "' is missing"
                    + NearNames.near(name, there.keySet())
                        .map(near -> "; is it '" + near + "' now?")
                        .orElse("; there are " + there.keySet()));
          } else if (!fits(spec, found)) {
            problems.add(what + " '" + name + "' is declared as " + spec + ", but is " + found);
          }
        });
  }

  private static boolean fits(TensorSpec declared, TensorSpec found) {
    return declared.kind() == found.kind()
        && declared.type().isAssignableFrom(found.type())
        && declared.shape().isCompatibleWith(found.shape());
  }

  /**
   * The rows of an answer.
   *
   * @param <P> what stands for a row
   * @param batch the outputs by name, with the dimension of the batch
   * @param make makes it
   * @return one for each row, in order
   * @throws PredictionException if an output does not have the batch as its first dimension
   */
  public <P> List<P> rows(Map<String, TensorValue> batch, Function<AnswerRow, P> make) {
    long rows = -1;
    for (String name : outputs.keySet()) {
      TensorValue value = new AnswerRow(batch).value(name);
      long size = value.shape().numDimensions() == 0 ? -1 : value.shape().get(0);
      if (size < 0 || (rows >= 0 && rows != size)) {
        throw new PredictionException(
            "output '"
                + name
                + "' has shape "
                + value.shape()
                + ", so it has no rows to take apart; use predictor().predict");
      }
      rows = size;
    }
    List<P> made = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int row = i;
      Map<String, TensorValue> values = new LinkedHashMap<>();
      outputs.keySet().forEach(name -> values.put(name, new AnswerRow(batch).value(name).row(row)));
      made.add(make.apply(new AnswerRow(values)));
    }
    return made;
  }
}
