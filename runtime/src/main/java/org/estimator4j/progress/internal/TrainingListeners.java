package org.estimator4j.progress.internal;

import java.util.List;
import org.estimator4j.progress.TrainingEvent;
import org.estimator4j.progress.TrainingListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners, in order; none can disturb the others or the training. */
public final class TrainingListeners implements TrainingListener {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingListener.class);

  private final List<TrainingListener> listeners;

  /**
   * All of these as one.
   *
   * @param listeners the listeners, in order
   */
  public TrainingListeners(List<? extends TrainingListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void onEvent(TrainingEvent event) {
    for (TrainingListener each : listeners) {
      try {
        each.onEvent(event);
      } catch (RuntimeException e) {
        LOG.error("{} failed at {}; the training goes on", each.getClass().getName(), event, e);
      }
    }
  }
}
