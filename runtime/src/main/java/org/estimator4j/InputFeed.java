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
import org.tensorflow.Tensor;

/** An open input whose batches fit a model: checked once, names looked up once. */
final class InputFeed implements AutoCloseable {

  private final InputCursor cursor;
  private final int[] places;
  private final Tensor[] feeds;

  private InputFeed(InputCursor cursor, int[] places) {
    this.cursor = cursor;
    this.places = places;
    this.feeds = new Tensor[places.length];
  }

  static InputFeed open(Input input, InputSpec declared, InputContext context) {
    ElementSpec given = input.elementSpec();
    InputValidator.check(declared, given, context.mode());
    List<Integer> places = new ArrayList<>();
    for (FeatureSpec feature : declared.features()) {
      places.add(given.indexOfFeature(feature.name()));
    }
    if (context.mode() != Mode.PREDICT) {
      for (FeatureSpec label : declared.labels()) {
        places.add(given.indexOfLabel(label.name()));
      }
    }
    return new InputFeed(
        input.open(context), places.stream().mapToInt(Integer::intValue).toArray());
  }

  @Nullable Batch next() {
    return cursor.next();
  }

  long position() {
    return cursor.position();
  }

  /** The batch's tensors in the order of the placeholders; they stay the batch's. */
  Tensor[] feeds(Batch batch) {
    for (int i = 0; i < places.length; i++) {
      feeds[i] = batch.tensor(places[i]);
    }
    return feeds;
  }

  @Override
  public void close() {
    cursor.close();
  }
}
