package org.estimator4j;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.input.Batch;
import org.estimator4j.input.ElementSpec;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.input.InputCursor;
import org.estimator4j.input.InputValidator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Tensor;

/**
 * An open input whose batches fit a model: checked once, names looked up once, read ahead while a
 * step runs.
 */
final class InputFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  private InputCursor cursor;
  private @Nullable InputPace pace;
  private final int[] columns;
  private final int[] parts;
  private final Tensor[] feeds;

  /** The thread that waits for a batch, if one does. */
  private @Nullable Thread waiting;

  private boolean stopped;

  private InputFeed(InputCursor cursor, List<Place> places) {
    this.cursor = cursor;
    this.columns = places.stream().mapToInt(Place::column).toArray();
    this.parts = places.stream().mapToInt(Place::part).toArray();
    this.feeds = new Tensor[places.size()];
  }

  /**
   * As {@link #open}, and reads ahead while a step runs: in training always, for it shuffles and
   * lasts; elsewhere where the first batches show that it is worth a thread.
   */
  static InputFeed ahead(EstimatorModel model, Input input, InputContext context) {
    InputFeed feed = open(input, model.factory().inputs(), context);
    int batches = model.config().prefetchBatches();
    if (batches > 0 && !input.isPrefetched()) {
      if (context.mode() == Mode.TRAIN) {
        feed.cursor = feed.cursor.prefetch(batches);
      } else {
        feed.pace = new InputPace(batches);
      }
    }
    return feed;
  }

  static InputFeed open(Input input, InputSpec declared, InputContext context) {
    ElementSpec given = input.elementSpec();
    InputValidator.check(declared, given, context.mode());
    List<Place> places = new ArrayList<>();
    for (FeatureSpec feature : declared.features()) {
      add(places, feature, given.indexOfFeature(feature.name()));
    }
    if (context.mode() != Mode.PREDICT) {
      for (FeatureSpec label : declared.labels()) {
        add(places, label, given.indexOfLabel(label.name()));
      }
    }
    return new InputFeed(input.open(context), places);
  }

  private static void add(List<Place> places, FeatureSpec spec, int column) {
    for (int part = 0; part < spec.kind().tensors(); part++) {
      places.add(new Place(column, part));
    }
  }

  /** The next batch; null at the end of the input, and after {@link #stopWaiting}. */
  @Nullable Batch next() {
    synchronized (this) {
      if (stopped) {
        return null;
      }
      waiting = Thread.currentThread();
    }
    try {
      return pace == null ? cursor.next() : paced(pace);
    } catch (RuntimeException e) {
      if (hasStopped()) {
        LOG.debug("the input was woken up while it waited", e);
        return null;
      }
      throw e;
    } finally {
      doneWaiting();
    }
  }

  private @Nullable Batch paced(InputPace watch) {
    watch.asked();
    Batch batch = cursor.next();
    if (watch.answered()) {
      pace = null;
      if (watch.isSlow()) {
        cursor = cursor.prefetch(watch.prefetch());
      }
    }
    return batch;
  }

  private synchronized boolean hasStopped() {
    return stopped;
  }

  /** After this no interrupt of ours can reach the thread; one that came too late is taken back. */
  private synchronized void doneWaiting() {
    waiting = null;
    if (stopped) {
      Thread.interrupted();
    }
  }

  /** Ends the wait for an input that gives nothing. May be called by any thread. */
  synchronized void stopWaiting() {
    stopped = true;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  long position() {
    return cursor.position();
  }

  /** The batch's tensors in the order of the placeholders; they stay the batch's. */
  Tensor[] feeds(Batch batch) {
    for (int i = 0; i < feeds.length; i++) {
      feeds[i] = batch.tensor(columns[i], parts[i]);
    }
    return feeds;
  }

  @Override
  public void close() {
    cursor.close();
  }

  /** Where a batch has the tensor of a placeholder. */
  private record Place(int column, int part) {}
}
