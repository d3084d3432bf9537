package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.estimator4j.config.RunConfig;
import org.estimator4j.serve.MicroBatcher;
import org.estimator4j.serve.ModelSignature;
import org.estimator4j.serve.PredictionException;
import org.estimator4j.serve.Predictor;
import org.estimator4j.serve.PredictorSource;
import org.estimator4j.serve.TensorSpec;
import org.estimator4j.session.TensorValue;
import org.estimator4j.tensorflow.NativeSession;
import org.estimator4j.tensorflow.PreparedRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Rows of many callers in few batches. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MicroBatcherTest {

  @TempDir static Path dir;

  private static final int ROWS = 200;
  private static Path savedModel = Path.of("");

  @BeforeAll
  static void export() {
    try (Estimator estimator =
        Estimator.of(new RingModel(), RunConfig.inDir(dir.resolve("model")))) {
      estimator.train(RingModel.rows(100).batch(10));
      savedModel = estimator.exportSavedModel(dir.resolve("export"));
    }
  }

  private static Map<String, Object> row(int i) {
    return Map.of("point", new float[] {i * 0.01f, 1});
  }

  private static double probability(Map<String, TensorValue> answer) {
    return Objects.requireNonNull(answer.get("probabilities")).asDoubles()[0];
  }

  @Test
  void everyCallerGetsTheAnswerAboutItsOwnRow() {
    try (Predictor predictor = Predictor.load(savedModel);
        MicroBatcher batcher = MicroBatcher.over(predictor, 16, Duration.ofMillis(1))) {
      double[] expected =
          IntStream.range(0, ROWS)
              .mapToDouble(i -> probability(predictor.predictRow(row(i))))
              .toArray();
      IntStream.range(0, 10 * ROWS)
          .parallel()
          .forEach(
              i ->
                  assertEquals(
                      expected[i % ROWS], probability(batcher.predict(row(i % ROWS))), 1e-6));
    }
  }

  @Test
  void answersComeInTheOrderOfTheQuestionsAndClosingWaitsForThem() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<?>> answers = new ArrayList<>();
    try (Predictor predictor = Predictor.load(savedModel)) {
      MicroBatcher batcher = MicroBatcher.over(predictor, 7, Duration.ofSeconds(10));
      for (int i = 0; i < 20; i++) {
        int row = i;
        answers.add(batcher.submit(row(i)).thenRun(() -> order.add(row)));
      }
      batcher.close();
      batcher.close();
      answers.forEach(answer -> assertTrue(answer.isDone()));
      assertEquals(IntStream.range(0, 20).boxed().toList(), order);
      assertEquals(
          "the batcher is closed",
          assertThrows(IllegalStateException.class, () -> batcher.submit(row(0))).getMessage());
    }
  }

  /** A model that answers each row with the number of rows of its batch. */
  private static final class BatchSizes implements PredictorSource {

    private final Graph graph = new Graph();
    private final Runnable beforeFirst;
    private final Placeholder<TFloat32> rows;
    private final Operand<TInt32> sizes;
    private final NativeSession session;

    BatchSizes(Runnable beforeFirst) {
      this.beforeFirst = beforeFirst;
      Ops tf = Ops.create(graph);
      this.rows = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
      this.sizes = tf.fill(tf.shape(rows), tf.size(rows));
      this.session = NativeSession.open(graph, null, ConfigProto.getDefaultInstance());
    }

    @Override
    public String describe() {
      return "batch sizes";
    }

    @Override
    public ModelSignature signature() {
      return new ModelSignature(
          "serving_default",
          "tensorflow/serving/predict",
          Map.of("x", new TensorSpec(TFloat32.class, Shape.of(-1))),
          Map.of("size", new TensorSpec(TInt32.class, Shape.of(-1))));
    }

    @Override
    public PreparedRun prepare() {
      beforeFirst.run();
      return session.prepare(
          List.of(rows.asOutput()), List.of(sizes.asOutput()), List.<Operation>of());
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
  }

  private static CompletableFuture<Long> sizeOfBatch(MicroBatcher batcher) {
    return batcher
        .submit(Map.of("x", 1f))
        .thenApply(answer -> Objects.requireNonNull(answer.get("size")).asLong());
  }

  private static List<Long> joined(List<CompletableFuture<Long>> answers) {
    return answers.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void aBatchIsFullBeforeItIsAsked() {
    List<CompletableFuture<Long>> answers = new ArrayList<>();
    try (Predictor predictor = Predictor.of(new BatchSizes(() -> {}))) {
      try (MicroBatcher batcher = MicroBatcher.over(predictor, 7, Duration.ofMinutes(5))) {
        for (int i = 0; i < 20; i++) {
          answers.add(sizeOfBatch(batcher));
        }
      }
      assertEquals(
          List.of(7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 6, 6, 6, 6, 6, 6),
          joined(answers).stream().map(Long::intValue).toList());
    }
  }

  @Test
  void aRowWaitsForOthersOnlySoLong() {
    try (Predictor predictor = Predictor.of(new BatchSizes(() -> {}));
        MicroBatcher batcher = MicroBatcher.over(predictor, 7, Duration.ofMillis(1))) {
      assertEquals(1, sizeOfBatch(batcher).join());
      assertEquals(1, sizeOfBatch(batcher).join());
    }
  }

  @Test
  void withoutAWaitThoseThatAreThereMakeABatch() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    Runnable gate =
        () -> {
          asked.countDown();
          goOn.join();
        };
    try (Predictor predictor = Predictor.of(new BatchSizes(gate));
        MicroBatcher batcher = MicroBatcher.over(predictor, 7, Duration.ZERO)) {
      List<CompletableFuture<Long>> answers = new ArrayList<>(List.of(sizeOfBatch(batcher)));
      asked.await();
      for (int i = 0; i < 5; i++) {
        answers.add(sizeOfBatch(batcher));
      }
      goOn.complete(null);
      assertEquals(List.of(1L, 5L, 5L, 5L, 5L, 5L), joined(answers));
    }
  }

  @Test
  void anErrorIsTheAnswerAndNotTheEnd() {
    AtomicInteger failures = new AtomicInteger(2);
    Runnable fails =
        () -> {
          if (failures.getAndDecrement() > 0) {
            throw new OutOfMemoryError("no more of it");
          }
        };
    try (Predictor predictor = Predictor.of(new BatchSizes(fails));
        MicroBatcher batcher = MicroBatcher.over(predictor, 1, Duration.ZERO)) {
      CompletableFuture<Long> answer = sizeOfBatch(batcher);
      assertInstanceOf(
          OutOfMemoryError.class, assertThrows(ExecutionException.class, answer::get).getCause());
      assertEquals(
          "no more of it",
          assertThrows(OutOfMemoryError.class, () -> batcher.predict(Map.of("x", 1f)))
              .getMessage());
      assertEquals(1, sizeOfBatch(batcher).join());
    }
  }

  /** Runs something in the batcher's thread: after an answer that is held up until it follows. */
  private static <T> T inItsThread(Function<MicroBatcher, T> call) {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    try (Predictor predictor = Predictor.of(new BatchSizes(goOn::join));
        MicroBatcher batcher = MicroBatcher.over(predictor, 7, Duration.ZERO)) {
      CompletableFuture<T> result = sizeOfBatch(batcher).thenApply(size -> call.apply(batcher));
      goOn.complete(null);
      T value = result.join();
      batcher.predict(Map.of("x", 1f)); // it still answers
      return value;
    }
  }

  @Test
  void whatFollowsAnAnswerMustNotWaitForTheBatcher() {
    String end =
        " was called by what follows an answer, in the batcher's own thread, and would wait for"
            + " itself for ever; ";
    String async = ", or follow with a method such as thenAcceptAsync";
    assertEquals(
        "predict" + end + "ask with submit there, and go on with thenCompose" + async,
        inItsThread(
            batcher ->
                assertThrows(IllegalStateException.class, () -> batcher.predict(Map.of("x", 1f)))
                    .getMessage()));
    assertEquals(
        "close" + end + "close it where it was opened" + async,
        inItsThread(
            batcher -> assertThrows(IllegalStateException.class, batcher::close).getMessage()));
    // alone, or together with the row that shows that the batcher still answers
    assertTrue(List.of(1L, 2L).contains(inItsThread(MicroBatcherTest::sizeOfBatch).join()));
    inItsThread(
        batcher -> {
          Thread.currentThread().interrupt();
          return true;
        });
  }

  @Test
  void aRowThatDoesNotFitIsRefusedBeforeItSpoilsABatch() throws Exception {
    try (Predictor predictor = Predictor.load(savedModel);
        MicroBatcher batcher = MicroBatcher.over(predictor, 8, Duration.ofMillis(1))) {
      CompletableFuture<?> good = batcher.submit(row(1));
      assertEquals(
          "input 'point' has rows of shape [2], but was given [3]",
          assertThrows(
                  PredictionException.class, () -> batcher.predict(Map.of("point", new float[3])))
              .getMessage());
      good.get();
    }
  }

  @Test
  void aClosedPredictorIsTheAnswer() {
    Predictor predictor = Predictor.load(savedModel);
    predictor.close();
    try (MicroBatcher batcher = MicroBatcher.over(predictor, 8, Duration.ZERO)) {
      CompletableFuture<?> answer = batcher.submit(row(1));
      assertTrue(
          String.valueOf(assertThrows(ExecutionException.class, answer::get).getMessage())
              .endsWith("is closed"));
      assertThrows(IllegalStateException.class, () -> batcher.predict(row(1)));
    }
  }

  @Test
  void settingsThatMakeNoSense() {
    try (Predictor predictor = Predictor.load(savedModel)) {
      assertEquals(
          "maxBatch must be more than 0, but is 0",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> MicroBatcher.over(predictor, 0, Duration.ZERO))
              .getMessage());
      assertEquals(
          "maxWait must not be negative, but is PT-1S",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> MicroBatcher.over(predictor, 1, Duration.ofSeconds(-1)))
              .getMessage());
    }
  }
}
