package org.estimator4j.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;

/**
 * Reads IDX files, the format of MNIST and its relatives, packed by gzip or not. For any thread.
 *
 * <pre>{@code
 * Rows train = Input.arrays()
 *     .feature("pixels", Idx.read(Path.of("train-images-idx3-ubyte.gz")))   // TUint8 [28, 28]
 *     .label("digit", Idx.read(Path.of("train-labels-idx1-ubyte.gz")));     // TUint8 []
 * }</pre>
 */
public final class Idx {

  private Idx() {}

  /**
   * Reads a file into memory.
   *
   * @param file unsigned bytes, 32-bit integers, floats or doubles of any shape
   * @return an array of bytes (which become {@code TUint8}), ints, floats or doubles
   * @throws InputException if the file is missing, is no IDX file, or is too short or too long
   */
  public static NdArray<?> read(Path file) {
    try (InputStream in = DataFiles.open(file)) {
      byte[] head = in.readNBytes(4);
      if (head.length < 4 || head[0] != 0 || head[1] != 0) {
        throw new InputException(file.toAbsolutePath() + " is no IDX file");
      }
      long[] sizes = new long[head[3]];
      ByteBuffer numbers = ByteBuffer.wrap(whole(file, in, 4L * sizes.length));
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = numbers.getInt();
      }
      Shape shape = Shape.of(sizes);
      NdArray<?> array = read(file, head[2], shape, in);
      if (in.read() >= 0) {
        throw new InputException(file.toAbsolutePath() + " goes on behind its shape " + shape);
      }
      return array;
    } catch (NoSuchFileException e) {
      throw new InputException("there is no file " + file.toAbsolutePath(), e);
    } catch (IOException e) {
      throw new InputException("cannot read " + file.toAbsolutePath() + ": " + e.getMessage(), e);
    }
  }

  private static NdArray<?> read(Path file, byte type, Shape shape, InputStream in)
      throws IOException {
    int count = Math.toIntExact(shape.size());
    switch (type) {
      case 0x08 -> {
        byte[] bytes = whole(file, in, count);
        return NdArrays.wrap(shape, DataBuffers.of(bytes, true, false));
      }
      case 0x0C -> {
        int[] values = new int[count];
        ByteBuffer.wrap(whole(file, in, 4L * count)).asIntBuffer().get(values);
        return NdArrays.wrap(shape, DataBuffers.of(values, true, false));
      }
      case 0x0D -> {
        float[] values = new float[count];
        ByteBuffer.wrap(whole(file, in, 4L * count)).asFloatBuffer().get(values);
        return NdArrays.wrap(shape, DataBuffers.of(values, true, false));
      }
      case 0x0E -> {
        double[] values = new double[count];
        ByteBuffer.wrap(whole(file, in, 8L * count)).asDoubleBuffer().get(values);
        return NdArrays.wrap(shape, DataBuffers.of(values, true, false));
      }
      default ->
          throw new InputException(
              String.format(
                  "%s holds elements of type 0x%02X; unsigned bytes (0x08), ints (0x0C), floats"
                      + " (0x0D) and doubles (0x0E) can be read",
                  file.toAbsolutePath(), type));
    }
  }

  private static byte[] whole(Path file, InputStream in, long length) throws IOException {
    byte[] bytes = in.readNBytes(Math.toIntExact(length));
    if (bytes.length < length) {
      throw new InputException(
          file.toAbsolutePath()
              + " ends early: "
              + length
              + " bytes were to come, not "
              + bytes.length);
    }
    return bytes;
  }
}
