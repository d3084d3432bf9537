package org.estimator4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.estimator4j.Estimator;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.RunConfig;
import org.estimator4j.config.RunConfigBuilder;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.hook.LoggingTensorHook;
import org.estimator4j.hook.StepTimer;
import org.estimator4j.input.ArrayRows;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.input.InputCursor;
import org.estimator4j.session.SessionRunHook;
import org.tensorflow.Operand;

/**
 * What a step of training costs: a hand-written {@code Session.Runner} loop, a bare loop of
 * prepared runs and {@code Estimator.train} drive the same graph, in turns, on Fashion-MNIST.
 *
 * <pre>
 * mvn -q -pl benchmarks -am compile exec:exec -Dbenchmark=loop
 * </pre>
 *
 * <p>Arguments: {@code batches=32,128,1024}, {@code repeats=25}, {@code threads=intra,inter},
 * {@code json=FILE}. Thread pools belong to the process: each thread setting needs a run of its
 * own.
 */
public final class LoopSteps {

  private static final double SECONDS_PER_TURN = 0.1;
  private static final int WARM_UP = 3;
  private static final int IDLE_HOOKS = 10;

  private LoopSteps() {}

  /**
   * Measures, prints a table and writes JSON.
   *
   * @param args as described above
   * @throws IOException if the JSON or the model directory cannot be written
   */
  public static void main(String[] args) throws IOException {
    Arguments arguments = Arguments.of(args);
    ArrayRows rows = FashionMnist.train();
    LoopReport report = new LoopReport(arguments);
    for (int batch : arguments.batches()) {
      Path modelDir = Files.createTempDirectory("estimator4j-loop");
      try {
        report.add(batch, measure(rows, batch, arguments, modelDir));
      } finally {
        delete(modelDir);
      }
    }
    report.print();
    report.write();
  }

  private static Map<String, List<Loop.Cost>> measure(
      ArrayRows rows, int batchSize, Arguments arguments, Path modelDir) {
    RunConfigBuilder builder = RunConfig.builder(modelDir);
    arguments.threads().ifPresent(threads -> builder.threads(threads.intra(), threads.inter()));
    RunConfig config = builder.build();
    MlpModel model = new MlpModel();
    Input fixed = rows.batch(batchSize).repeatFirstBatch();
    Input shuffled = rows.shuffle().repeat().batch(batchSize);
    try (Estimator estimator = Estimator.of(model, config);
        InputCursor cursor = fixed.open(InputContext.first(Mode.TRAIN, 1));
        Batch batch = Objects.requireNonNull(cursor.next())) {
      EstimatorLoop train = new EstimatorLoop(estimator, fixed);
      ModelGraph graph = train.graph();
      MlpModel.Nodes nodes = model.training();
      try (Loop runner = new RunnerLoop(graph, nodes, batch, config.sessionConfig());
          Loop prepared = new PreparedLoop(graph, nodes, batch, config.sessionConfig())) {
        Map<String, Loop> loops = new LinkedHashMap<>();
        loops.put(LoopReport.RUNNER, runner);
        loops.put(LoopReport.PREPARED, prepared);
        loops.put(LoopReport.FIXED, train);
        loops.put(LoopReport.SHUFFLED, new EstimatorLoop(estimator, shuffled));
        loops.put(LoopReport.HOOKS, new EstimatorLoop(estimator, fixed, idleHooks(nodes.loss())));
        return inTurns(loops, arguments.repeats());
      }
    }
  }

  /** They look at the clock or at the step each time, and are never due after their first step. */
  private static SessionRunHook[] idleHooks(Operand<?> loss) {
    List<SessionRunHook> hooks = new ArrayList<>();
    for (int i = 0; i < IDLE_HOOKS; i++) {
      boolean bySteps = i % 2 == 0;
      hooks.add(
          LoggingTensorHook.builder()
              .tensor("loss", loss)
              .timer(
                  bySteps
                      ? StepTimer.everySteps(1_000_000_000)
                      : StepTimer.every(Duration.ofHours(1)))
              .build());
    }
    return hooks.toArray(SessionRunHook[]::new);
  }

  private static Map<String, List<Loop.Cost>> inTurns(Map<String, Loop> loops, int repeats) {
    Loop first = loops.values().iterator().next();
    first.run(100);
    int steps = (int) Math.max(20, SECONDS_PER_TURN * 1e6 / first.run(100).microseconds());
    Map<String, List<Loop.Cost>> costs = new LinkedHashMap<>();
    for (int turn = -WARM_UP; turn < repeats; turn++) {
      for (Map.Entry<String, Loop> loop : loops.entrySet()) {
        Loop.Cost cost = loop.getValue().run(steps);
        if (turn >= 0) {
          costs.computeIfAbsent(loop.getKey(), absent -> new ArrayList<>()).add(cost);
        }
      }
    }
    return costs;
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
