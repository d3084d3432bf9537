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
  private final int[] columns;
  private final int[] parts;
  private final Tensor[] feeds;

  private InputFeed(InputCursor cursor, List<Place> places) {
    this.cursor = cursor;
    this.columns = places.stream().mapToInt(Place::column).toArray();
    this.parts = places.stream().mapToInt(Place::part).toArray();
    this.feeds = new Tensor[places.size()];
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

  @Nullable Batch next() {
    return cursor.next();
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
