package org.estimator4j.input;

import java.nio.file.Path;
import java.util.List;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TString;

/** Image files as they are, for models that decode them. */
final class EncodedImages extends ImageFiles {

  EncodedImages(Path directory, List<Path> files) {
    super(new ColumnSpec("image", TString.class, Shape.scalar()), directory, files);
  }

  @Override
  ColumnSlot slot(int count) {
    return new StringSlot(spec().batchShape(count));
  }

  @Override
  void gather(int[] rows, int count, ColumnSlot slot) {
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = value(rows[i]);
    }
    ((StringSlot) slot).write(values);
  }

  @Override
  Object value(int row) {
    return ImageDecoder.bytes(file(row));
  }
}
