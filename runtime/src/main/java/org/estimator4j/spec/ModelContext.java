package org.estimator4j.spec;

import org.estimator4j.annotation.Mode;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.Features;
import org.estimator4j.feature.Labels;
import org.estimator4j.feature.RaggedFeature;
import org.estimator4j.feature.RaggedOperand;
import org.estimator4j.feature.SparseFeature;
import org.estimator4j.feature.SparseOperand;
import org.estimator4j.graph.GlobalStep;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.layer.Layers;
import org.estimator4j.nn.loss.Losses;
import org.estimator4j.nn.metric.Metrics;
import org.estimator4j.nn.optimizer.Optimizer;
import org.estimator4j.nn.preprocessing.Preprocessing;
import org.estimator4j.summary.Summaries;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * What a model's methods are given while the graph of one mode is built. Belongs to the thread that
 * builds; useless afterwards.
 */
public final class ModelContext {

  private final ModelGraph graph;
  private final Features features;
  private final Labels labels;
  private final Params params;
  private final RunConfig runConfig;
  private final Layers layers;
  private final Losses losses;
  private final Metrics metrics;
  private final Preprocessing preprocessing;
  private final Summaries summaries;

  /**
   * A context over a graph whose placeholders are made.
   *
   * @param graph the graph under construction, of the mode
   * @param features the placeholders of the features
   * @param labels the placeholders of the labels; empty in PREDICT
   * @param params the hyperparameters
   * @param runConfig the settings of the run
   */
  public ModelContext(
      ModelGraph graph, Features features, Labels labels, Params params, RunConfig runConfig) {
    this.graph = graph;
    this.features = features;
    this.labels = labels;
    this.params = params;
    this.runConfig = runConfig;
    this.layers = new Layers(graph);
    this.losses = new Losses(graph);
    this.metrics = new Metrics(graph);
    this.preprocessing = new Preprocessing(graph);
    this.summaries = new Summaries(graph);
  }

  /**
   * The mode whose graph is built.
   *
   * @return the mode
   */
  public Mode mode() {
    return graph.mode();
  }

  /**
   * TensorFlow's operations.
   *
   * @return the operations at the root of the graph
   */
  public Ops ops() {
    return graph.ops();
  }

  /**
   * The graph under construction.
   *
   * @return the graph
   */
  public ModelGraph graph() {
    return graph;
  }

  /**
   * Layers with variables.
   *
   * @return the layers of this graph
   */
  public Layers layers() {
    return layers;
  }

  /**
   * Losses, which the graph collects.
   *
   * @return the losses of this graph
   */
  public Losses losses() {
    return losses;
  }

  /**
   * Streaming metrics.
   *
   * @return the metrics of this graph
   */
  public Metrics metrics() {
    return metrics;
  }

  /**
   * Preprocessing that is exported with the model.
   *
   * @return the preprocessing of this graph
   */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /**
   * What TensorBoard shows.
   *
   * @return the summaries of this graph
   */
  public Summaries summaries() {
    return summaries;
  }

  /**
   * All features.
   *
   * @return the features by name
   */
  public Features features() {
    return features;
  }

  /**
   * All labels.
   *
   * @return the labels by name; empty in PREDICT
   */
  public Labels labels() {
    return labels;
  }

  /**
   * The hyperparameters.
   *
   * @return the params that the estimator was made with
   */
  public Params params() {
    return params;
  }

  /**
   * The settings of the run.
   *
   * @return the settings that the estimator was made with
   */
  public RunConfig runConfig() {
    return runConfig;
  }

  /**
   * The global step.
   *
   * @return the step of this graph
   */
  public GlobalStep globalStep() {
    return graph.globalStep();
  }

  /**
   * The tensor of a declared feature.
   *
   * @param <T> its element type
   * @param feature the declaration
   * @return the tensor; its first dimension is the batch
   */
  public <T extends TType> Operand<T> feature(DenseFeature<T> feature) {
    return features.get(feature);
  }

  /**
   * The tensors of a declared feature that is sparse.
   *
   * @param <T> its element type
   * @param feature the declaration
   * @return its three tensors
   */
  public <T extends TType> SparseOperand<T> feature(SparseFeature<T> feature) {
    return features.get(feature);
  }

  /**
   * The tensors of a declared feature that is ragged.
   *
   * @param <T> its element type
   * @param feature the declaration
   * @return its two tensors
   */
  public <T extends TType> RaggedOperand<T> feature(RaggedFeature<T> feature) {
    return features.get(feature);
  }

  /**
   * The tensor of a declared label.
   *
   * @param <T> its element type
   * @param label the declaration
   * @return the tensor; its first dimension is the batch
   */
  public <T extends TType> Operand<T> label(DenseFeature<T> label) {
    return labels.get(label);
  }

  /**
   * The tensors of a declared label that is sparse.
   *
   * @param <T> its element type
   * @param label the declaration
   * @return its three tensors
   */
  public <T extends TType> SparseOperand<T> label(SparseFeature<T> label) {
    return labels.get(label);
  }

  /**
   * The tensors of a declared label that is ragged.
   *
   * @param <T> its element type
   * @param label the declaration
   * @return its two tensors
   */
  public <T extends TType> RaggedOperand<T> label(RaggedFeature<T> label) {
    return labels.get(label);
  }

  /**
   * Minimises a loss: gradients, after the graph's update operations their application, then the
   * global step plus one.
   *
   * @param optimizer how
   * @param loss a scalar
   * @return the train op
   */
  public Op minimize(Optimizer optimizer, Operand<? extends TNumber> loss) {
    return optimizer.minimize(graph, loss);
  }

  /**
   * What a factory throws for a mode that its model does not support.
   *
   * @return the exception, to be thrown
   */
  public RuntimeException unsupportedMode() {
    return new UnsupportedOperationException(
        "this model does not support mode "
            + mode()
            + "; add it to @ModelFn(modes = …), with the methods that it requires");
  }
}
