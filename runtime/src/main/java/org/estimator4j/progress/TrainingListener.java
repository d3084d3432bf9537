package org.estimator4j.progress;

/**
 * Is told how a training goes on, so that a service can show it. Called by the thread that trains:
 * be quick, or hand the event on. What it throws is logged and does not end the training.
 *
 * <pre>{@code
 * TrainingListener listener =
 *     event -> {
 *       if (event instanceof TrainingEvent.Progressed progressed) {
 *         log.info("step {}, loss {}", progressed.globalStep(), progressed.loss());
 *       }
 *     };
 * }</pre>
 */
@FunctionalInterface
public interface TrainingListener {

  /**
   * Something happened.
   *
   * @param event what
   */
  void onEvent(TrainingEvent event);
}
