package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.estimator4j.checkpoint.LogCapture;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.config.RunConfigBuilder;
import org.estimator4j.input.Input;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.session.Scaffold;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.ModelContext;
import org.estimator4j.summary.Events;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.summary.ImageSummary;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.types.TString;

/** What trainings and evaluations leave for TensorBoard. */
class SummariesInTrainingTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);
  private final Input test = RingModel.rows(200).batch(100);

  private RunConfigBuilder config(String name) {
    return RunConfig.builder(dir.resolve(name)).saveCheckpointsSteps(10).saveSummarySteps(10);
  }

  private Path model() {
    return dir.resolve("a");
  }

  @Test
  void everyTrainingShowsTheseCurvesAtTheMultiplesOfTheStep() throws Exception {
    try (Estimator estimator = Estimator.of(new RingModel(), config("a").build())) {
      estimator.train(train, TrainOption.maxSteps(25));
    }
    List<Long> steps = List.of(1L, 10L, 20L);
    Map<String, List<Long>> curves = Events.steps(model());
    assertEquals(
        Map.of(
            "loss", steps,
            "half_loss", steps,
            "learning_rate", steps,
            "gradient_norm", steps,
            "global_step/sec", List.of(10L, 20L),
            "examples/sec", List.of(10L, 20L)),
        curves);
    assertTrue(Events.scalars(model(), "learning_rate").stream().allMatch(rate -> rate == 0.01f));
    assertTrue(Events.scalars(model(), "gradient_norm").stream().allMatch(norm -> norm > 0));
    assertEquals(
        Events.scalars(model(), "loss").stream().map(loss -> loss / 2).toList(),
        Events.scalars(model(), "half_loss"));
    float steps10 = Events.scalars(model(), "global_step/sec").get(0);
    assertEquals(32, Events.scalars(model(), "examples/sec").get(0) / steps10, 1e-3);
    // Going on, the points are those of a run that was not stopped.
    try (Estimator estimator = Estimator.of(new RingModel(), config("a").build())) {
      estimator.train(train, TrainOption.maxSteps(45));
    }
    assertEquals(List.of(1L, 10L, 20L, 30L, 40L), Events.steps(model()).get("loss"));
    List<Event> events = Events.of(model());
    assertEquals(
        List.of(1L, 26L),
        events.stream()
            .filter(each -> each.getSessionLog().getStatus() == SessionLog.SessionStatus.START)
            .map(Event::getStep)
            .toList());
    assertEquals(
        List.of(10L, 20L, 25L, 30L, 40L, 45L),
        events.stream()
            .filter(each -> each.getSessionLog().getStatus() == SessionLog.SessionStatus.CHECKPOINT)
            .map(Event::getStep)
            .toList());
    assertEquals(
        1, events.stream().filter(each -> !each.getGraphDef().isEmpty()).count(), "once in a run");
    Event graph = events.stream().filter(each -> !each.getGraphDef().isEmpty()).findFirst().get();
    Set<String> scopes =
        GraphDef.parseFrom(graph.getGraphDef()).getNodeList().stream()
            .map(node -> node.getName().replaceFirst("/.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(
        scopes.containsAll(Set.of("features", "hidden", "logits", "Adam")), scopes.toString());
  }

  @Test
  void aCadenceByTimeTakesThePlaceOfTheSteps() throws Exception {
    for (Duration time : List.of(Duration.ofNanos(1), Duration.ofDays(1))) {
      RunConfig config =
          RunConfig.builder(dir.resolve(time.toString())).saveSummaryEvery(time).build();
      try (Estimator estimator = Estimator.of(new RingModel(), config)) {
        estimator.train(train, TrainOption.maxSteps(4));
        estimator.evaluate(test);
      }
      assertEquals(
          List.of(4L), Events.steps(dir.resolve(time.toString()).resolve("eval")).get("loss"));
    }
    assertEquals(
        List.of(1L, 2L, 3L, 4L), Events.steps(dir.resolve("PT0.000000001S")).get("half_loss"));
    assertEquals(List.of(1L), Events.steps(dir.resolve("PT24H")).get("half_loss"));
  }

  @Test
  void theSummaryOfAScaffoldTakesThePlaceOfTheModels() throws Exception {
    RingModel model =
        new RingModel() {
          @Override
          public EstimatorSpec create(ModelContext context) {
            Ops tf = context.ops();
            Scaffold scaffold =
                Scaffold.builder()
                    .summaryOp(tf.summary.scalarSummary(tf.constant("mine"), tf.constant(7f)))
                    .build();
            return super.create(context).toBuilder().scaffold(scaffold).build();
          }
        };
    try (Estimator estimator = Estimator.of(model, config("a").build())) {
      estimator.train(train, TrainOption.maxSteps(25));
    }
    List<Long> steps = List.of(1L, 10L, 20L);
    List<Long> speeds = List.of(10L, 20L);
    assertEquals(
        Map.of("loss", steps, "mine", steps, "global_step/sec", speeds, "examples/sec", speeds),
        Events.steps(model()));
    assertEquals(List.of(7f, 7f, 7f), Events.scalars(model(), "mine"));
  }

  @Test
  void summariesChangeNoBitOfTheWeights() {
    float[] with = hiddenKernel("with", 10);
    float[] without = hiddenKernel("without", 0);
    assertArrayEquals(without, with);
  }

  private float[] hiddenKernel(String name, long summarySteps) {
    RunConfig config = config(name).saveSummarySteps(summarySteps).build();
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      estimator.train(train, TrainOption.maxSteps(100));
      return estimator.variableValue("hidden/kernel").asFloats();
    }
  }

  /** Shows everything that a model can show. */
  private static final class ShowingModel extends RingModel {

    @Override
    public EstimatorSpec create(ModelContext context) {
      EstimatorSpec spec = super.create(context);
      org.tensorflow.op.Ops tf = context.ops();
      org.estimator4j.summary.Summaries summaries = context.summaries();
      var points = context.feature(POINT);
      if (context.mode() == org.estimator4j.annotation.Mode.TRAIN) {
        summaries.histogram("points", points);
        summaries.every(20).histogram("rare", points);
        var pixels = tf.reshape(points, tf.constant(new int[] {-1, 1, 2, 1}));
        summaries.image("pixels", pixels, 2);
        summaries.audio("beep", points, 8000);
        summaries.text("text", tf.constant("*hello*"));
        var inside = tf.math.equal(context.label(INSIDE), tf.constant(1));
        var score = tf.math.sigmoid(tf.reduceSum(points, tf.constant(1)));
        summaries.prCurve("curve", inside, score, 11);
        summaries.scalar("learning_rate", tf.constant(7f));
      }
      if (context.mode() == org.estimator4j.annotation.Mode.EVAL) {
        return EstimatorSpec.forEvaluation()
            .loss(tf.dtypes.cast(spec.loss().orElseThrow(), org.tensorflow.types.TFloat32.class))
            .evalMetric("accuracy", spec.evalMetricOps().get("accuracy"))
            .evalMetric(
                "matrix", EvalMetric.of(tf.constant(new long[][] {{3, 1}, {0, 4}}), tf.noOp()))
            .evalMetric("vector", EvalMetric.of(tf.constant(new float[] {1, 2, 3}), tf.noOp()))
            .evalMetric("word", EvalMetric.of(tf.constant("yes"), tf.noOp()))
            .evalMetric("pictures", EvalMetric.of(pictures(tf), tf.noOp()))
            .build();
      }
      return spec;
    }

    private static Operand<TString> pictures(Ops tf) {
      return tf.summary.imageSummary(
          tf.constant("any"), tf.constant(new float[3][2][2][1]), ImageSummary.maxImages(3L));
    }
  }

  @Test
  void everyKindOfSummary() {
    EvalResult result;
    try (Estimator estimator =
        Estimator.of(new ShowingModel(), config("a").build(), Params.empty().with("hidden", 16))) {
      result =
          estimator
              .trainAndEvaluate(TrainSpec.of(train, 20), EvalSpec.builder(test).name("t").build())
              .evaluation();
    }
    Map<String, List<Long>> curves = Events.steps(model());
    assertEquals(List.of(1L, 10L, 20L), curves.get("points"));
    assertEquals(List.of(1L, 20L), curves.get("rare"));
    for (String tag :
        List.of("pixels/image/0", "pixels/image/1", "beep/audio/2", "text", "curve")) {
      assertEquals(List.of(1L, 10L, 20L), curves.get(tag), tag + " in " + curves.keySet());
    }
    assertEquals(List.of(7f, 7f, 7f), Events.scalars(model(), "learning_rate"));
    assertTrue(
        curves
            .keySet()
            .containsAll(
                List.of(
                    "_hparams_/experiment",
                    "_hparams_/session_start_info",
                    "_hparams_/session_end_info")));
    Map<String, List<Long>> eval = Events.steps(model().resolve("eval_t"));
    assertEquals(
        Set.of(
            "loss",
            "accuracy",
            "matrix",
            "vector",
            "word",
            "pictures/0",
            "pictures/1",
            "pictures/2",
            "checkpoint_path"),
        eval.keySet());
    assertEquals(List.of(10L, 20L), eval.get("accuracy"));
    assertEquals(List.of(10L, 20L), eval.get("pictures/2"));
    assertEquals("(a summary of 3 values)", result.value("pictures").asString());
    assertEquals(
        6,
        Events.of(model().resolve("eval_t")).stream()
            .flatMap(each -> each.getSummary().getValueList().stream())
            .filter(each -> each.getTag().startsWith("pictures/") && each.hasImage())
            .count());
  }

  @Test
  void withoutSummariesThereIsNoEventFile() throws Exception {
    try (Estimator estimator =
        Estimator.of(new RingModel(), config("a").saveSummarySteps(0).build())) {
      estimator.trainAndEvaluate(TrainSpec.of(train, 10), EvalSpec.of(test));
    }
    assertTrue(Events.of(model()).isEmpty());
    assertFalse(Files.exists(model().resolve("eval")));
  }

  @Test
  void aModelDirectoryWithoutRoomForCurvesIsTrainedAllTheSame() throws Exception {
    Files.createDirectories(model());
    Files.createFile(model().resolve("eval")); // where a directory should be
    try (LogCapture log = new LogCapture();
        Estimator estimator = Estimator.of(new RingModel(), config("a").build())) {
      assertEquals(
          10,
          estimator
              .trainAndEvaluate(TrainSpec.of(train, 10), EvalSpec.of(test))
              .evaluation()
              .globalStep());
      assertTrue(log.text().contains("this evaluation will not be in TensorBoard"), log.text());
    }
  }
}
