package org.estimator4j;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.config.RunConfig;
import org.estimator4j.progress.TrainingEvent;
import org.estimator4j.progress.TrainingListener;
import org.estimator4j.progress.internal.Terminal;
import org.estimator4j.progress.internal.TrainingListeners;
import org.jspecify.annotations.Nullable;

/**
 * Who is told how a training goes on: the caller's listeners, and the line at the terminal.
 *
 * @param all is told every event
 * @param line is told some times in a second as well; null where there is no terminal
 */
record Watchers(TrainingListener all, @Nullable TrainingListener line) {

  static Watchers of(List<TrainingListener> callers, RunConfig config) {
    TrainingListener line = Terminal.line(config.progress()).orElse(null);
    List<TrainingListener> all = new ArrayList<>(callers);
    if (line != null) {
      all.add(line);
    }
    return new Watchers(new TrainingListeners(all), line);
  }

  void tell(TrainingEvent event) {
    all.onEvent(event);
  }
}
