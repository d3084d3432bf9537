package org.estimator4j.input;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TUint8;

/** Image files as pixels; the images of a batch are decoded side by side. */
final class DecodedImages extends ImageFiles {

  private final ImageDecoder decoder;

  DecodedImages(Path directory, List<Path> files, ImageDecoder decoder, Shape shape) {
    super(new ColumnSpec("image", TUint8.class, shape), directory, files);
    this.decoder = decoder;
  }

  @Override
  ColumnSlot slot(int count) {
    return new TensorSlot<>(ElementKinds.BYTES, spec().batchShape(count));
  }

  @Override
  void gather(int[] rows, int count, ColumnSlot slot) {
    Elements.Writer<byte[]> writer = ElementKinds.BYTES.writer(slot);
    int size = Math.toIntExact(spec().rowShape().size());
    // Each image has its own part of the memory, so the order of the threads does not matter.
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> writer.put(i * size, decoder.decode(file(rows[i]), spec().rowShape()), 0, size));
  }

  @Override
  Object value(int row) {
    return decoder.decode(file(row), spec().rowShape());
  }
}
