package org.estimator4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;

/** Trains, evaluates and predicts in rounds, and prints the resident memory after each, in kB. */
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
        estimator.train(train, TrainOption.steps(steps));
        estimator.evaluate(test);
        try (Stream<Prediction> predictions = estimator.predict(test)) {
          predictions.forEach(prediction -> prediction.get("inside"));
        }
        System.out.println("resident " + residentKilobytes());
      }
    }
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
