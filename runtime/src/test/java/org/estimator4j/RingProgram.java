package org.estimator4j;

import java.nio.file.Path;
import org.estimator4j.config.RunConfig;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;

/** A program that trains {@link RingModel}, for tests that start, kill and start it again. */
final class RingProgram {

  private RingProgram() {}

  /**
   * Arguments: model directory, total steps, steps between checkpoints, milliseconds in a step,
   * whether to save in the background.
   */
  public static void main(String[] args) {
    RunConfig config =
        RunConfig.builder(Path.of(args[0]))
            .saveCheckpointsSteps(Long.parseLong(args[2]))
            .saveSummarySteps(0)
            .stopOnSignal(true)
            .saveInBackground(Boolean.parseBoolean(args[4]))
            .build();
    long pause = Long.parseLong(args[3]);
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      estimator.train(
          RingModel.rows(1000).shuffle().repeat().batch(32),
          TrainOption.maxSteps(Long.parseLong(args[1])),
          TrainOption.hooks(slow(pause)));
    }
    System.out.println("the program went on");
  }

  /** Makes each step longer, and says that it is in it. */
  static SessionRunHook slow(long milliseconds) {
    return new SessionRunHook() {
      @Override
      public void afterRun(SessionRunContext context, SessionRunValues values) {
        if (milliseconds > 0) {
          System.out.println("in step " + context.globalStep());
          try {
            Thread.sleep(milliseconds);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      }
    };
  }

  /** Starts it in a JVM of its own. */
  static Process start(Path modelDir, long maxSteps, long saveSteps, Path log) throws Exception {
    return start(modelDir, maxSteps, saveSteps, 0, log);
  }

  /** Starts it with a thread that saves. */
  static Process startSavingInBackground(Path modelDir, long maxSteps, long saveSteps, Path log)
      throws Exception {
    return ChildJvm.start(RingProgram.class, log, modelDir, maxSteps, saveSteps, 0, true);
  }

  /** Starts it with slow steps. */
  static Process start(
      Path modelDir, long maxSteps, long saveSteps, long stepMilliseconds, Path log)
      throws Exception {
    return ChildJvm.start(
        RingProgram.class, log, modelDir, maxSteps, saveSteps, stepMilliseconds, false);
  }
}
