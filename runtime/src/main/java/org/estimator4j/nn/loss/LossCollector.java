package org.estimator4j.nn.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.internal.Numbers;
import org.estimator4j.nn.internal.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/** Adds losses to a graph, and adds them up. */
record LossCollector(ModelGraph graph, Weighting weighting) {

  LossCollector with(Weighting other) {
    return new LossCollector(graph, other);
  }

  /** A loss of elements that are computed under the loss's name. */
  <T extends TFloating> Operand<T> add(String name, Function<Ops, Operand<T>> elements) {
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Operand<T> loss = weighting.reduce(tf, name, elements.apply(tf));
          if (weighting.reduction() != Reduction.NONE) {
            graph.addLoss(loss);
          }
          return loss;
        });
  }

  /** A loss of labels and predictions of the same shape. */
  <T extends TFloating> Operand<T> add(
      String name,
      Operand<? extends TNumber> labels,
      Operand<T> predictions,
      ElementLoss<T> elements) {
    Shapes.requireSame("loss '" + name + "'", labels, predictions);
    return add(
        name, tf -> elements.of(tf, Numbers.cast(tf, labels, predictions.type()), predictions));
  }

  /** A loss that is a scalar from the start. */
  <T extends TFloating> Operand<T> addPairwise(
      String name, Operand<? extends TNumber> labels, Operand<T> predictions) {
    Shapes.requireSame("loss '" + name + "'", labels, predictions);
    weighting.check(name, labels.shape());
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Operand<T> truth = Numbers.cast(tf, labels, predictions.type());
          Operand<T> loss = Pairwise.squaredError(tf, weighting, tf.math.sub(predictions, truth));
          graph.addLoss(loss);
          return loss;
        });
  }

  /** The sum of the losses, penalties on weights included. */
  <T extends TFloating> Operand<T> total(Class<T> type) {
    List<Operand<?>> all = new ArrayList<>(graph.losses());
    all.addAll(graph.regularizationLosses());
    if (all.isEmpty()) {
      throw new IllegalStateException(
          "there is no total loss, because no loss was added to the graph: call a method of Losses,"
              + " or graph.addLoss(loss), first");
    }
    return sum("total_loss", all, type);
  }

  /** The sum of the penalties on weights. */
  <T extends TFloating> Operand<T> penalties(Class<T> type) {
    return sum("total_regularization_loss", graph.regularizationLosses(), type);
  }

  private <T extends TFloating> Operand<T> sum(
      String name, List<Operand<?>> scalars, Class<T> type) {
    Ops tf = graph.ops().withSubScope(name);
    List<Operand<T>> all = scalars.stream().map(scalar -> Numbers.cast(tf, scalar, type)).toList();
    return switch (all.size()) {
      case 0 -> Numbers.scalar(tf, 0, type);
      case 1 -> all.get(0);
      default -> tf.math.addN(all);
    };
  }
}
