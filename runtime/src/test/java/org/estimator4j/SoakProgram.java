package org.estimator4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunHook;

/**
 * Trains, evaluates and predicts in rounds; prints the resident memory in kB and the size of the
 * graph.
 */
final class SoakProgram {

  private SoakProgram() {}

  /** Arguments: model directory, rounds, steps in each round. */
  public static void main(String[] args) throws IOException {
    int rounds = Integer.parseInt(args[1]);
    long steps = Long.parseLong(args[2]);
    RunConfig config =
        RunConfig.builder(Path.of(args[0])).saveCheckpointsSteps(50).logStepCountSteps(0).build();
    Input train = RingModel.rows(1000).shuffle().repeat().batch(32);
    Input test = RingModel.rows(500).batch(50);
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      for (int round = 0; round < rounds; round++) {
        estimator.train(train, TrainOption.steps(steps), TrainOption.hooks(counter()));
        estimator.evaluate(test);
        try (Stream<Prediction> predictions = estimator.predict(test)) {
          predictions.forEach(prediction -> prediction.get("inside"));
        }
        System.out.println("resident " + residentKilobytes());
      }
    }
  }

  /** Prints how many operations the graph has at the end of a call. */
  private static SessionRunHook counter() {
    return new SessionRunHook() {
      @Override
      public void end(HookSession session) {
        System.out.println("operations " + session.graph().operationCount());
      }
    };
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
