package org.estimator4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.estimator4j.Estimator;
import org.estimator4j.config.RunConfig;
import org.estimator4j.config.RunConfigBuilder;
import org.estimator4j.input.ArrayRows;

/**
 * Steps per second of {@code Estimator.train} beside Python's {@code tf.estimator}: the same
 * perceptron, shuffled input, each with its defaults, in turns on one machine.
 *
 * <pre>
 * mvn -q -pl benchmarks -am compile exec:exec -Dbenchmark=peer -Dpython=python3
 * </pre>
 *
 * <p>Arguments: those of {@link LoopSteps}, and {@code peer=PYTHON,SCRIPT}. Python copies the data
 * into its graph: its first step at each batch size takes half a minute.
 */
public final class PeerSteps {

  private static final double SECONDS_PER_TURN = 0.4;

  private PeerSteps() {}

  /**
   * Measures, prints a table and writes JSON.
   *
   * @param args as described above
   * @throws IOException if the JSON or the model directory cannot be written
   */
  public static void main(String[] args) throws IOException {
    Arguments arguments = Arguments.of(args);
    ArrayRows rows = FashionMnist.train();
    StringJoiner results = new StringJoiner(",\n    ", "{\"results\": [\n    ", "\n]}\n");
    for (int batch : arguments.batches()) {
      Comparison comparison = compare(rows, batch, arguments);
      System.out.println(comparison.text("tf.estimator"));
      results.add(comparison.json());
    }
    Files.writeString(arguments.json(), results.toString());
  }

  private static Comparison compare(ArrayRows rows, int batch, Arguments arguments)
      throws IOException {
    Path modelDir = Files.createTempDirectory("estimator4j-peer");
    RunConfigBuilder config = RunConfig.builder(modelDir);
    arguments.threads().ifPresent(threads -> config.threads(threads.intra(), threads.inter()));
    List<String> command = new ArrayList<>(arguments.peer());
    command.add(String.valueOf(batch));
    Comparison comparison = new Comparison("b = " + batch, "steps/s");
    try (PeerProcess peer = PeerProcess.start(command);
        Estimator estimator = Estimator.of(new MlpModel(), config.build())) {
      Loop ours = new EstimatorLoop(estimator, rows.shuffle().repeat().batch(batch));
      peer.measure("20");
      ours.run(100);
      int steps = (int) Math.max(20, SECONDS_PER_TURN * 1e6 / ours.run(100).microseconds());
      for (int turn = -1; turn < arguments.repeats(); turn++) {
        double our = 1e6 / ours.run(steps).microseconds();
        double their = peer.measure(String.valueOf(steps));
        if (turn >= 0) {
          comparison.add(our, their);
        }
      }
    } finally {
      LoopSteps.delete(modelDir);
    }
    return comparison;
  }
}
