package org.estimator4j.input;

import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.format.internal.RecordFraming;
import org.estimator4j.input.RowStream.RowReader;
import org.tensorflow.proto.BytesList;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Features;
import org.tensorflow.proto.FloatList;
import org.tensorflow.proto.Int64List;
import org.tensorflow.types.TString;

/**
 * Writes rows as {@code tf.Example}s: whole numbers and truth values as int64, doubles as float.
 */
final class ExampleWriter {

  private ExampleWriter() {}

  /** A file that is there is replaced once the new one is complete. */
  static long write(RowStream rows, Path file) {
    if (rows.length() == RowOrder.ENDLESS) {
      throw new IllegalStateException("writeTfRecords() stands behind repeat(): there is no end");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    long count = 0;
    try {
      try (OutputStream out = open(file, part);
          RowReader reader = rows.open(new OrderKey(0, 0), 0)) {
        for (Object[] row = reader.next(); row != null; row = reader.next()) {
          RecordFraming.write(out, example(rows.spec(), row).toByteArray());
          count++;
        }
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return count;
    } catch (IOException e) {
      throw new InputException("cannot write " + file.toAbsolutePath(), e);
    }
  }

  private static OutputStream open(Path file, Path part) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
  }

  private static Example example(ElementSpec spec, Object[] row) {
    Features.Builder features = Features.newBuilder();
    for (int i = 0; i < row.length; i++) {
      String name = spec.column(i).name();
      if (row[i] instanceof SparseRow sparse) {
        features.putFeature(name + FeatureKind.INDICES, feature(sparse.places()));
        features.putFeature(name + FeatureKind.VALUES, feature(spec.column(i), sparse.values()));
      } else {
        features.putFeature(name, feature(spec.column(i), row[i]));
      }
    }
    return Example.newBuilder().setFeatures(features).build();
  }

  private static Feature feature(ColumnSpec column, Object value) {
    return column.type() == TString.class ? strings(value) : feature(value);
  }

  private static Feature strings(Object value) {
    BytesList.Builder bytes = BytesList.newBuilder();
    Object[] each = value instanceof Object[] several ? several : new Object[] {value};
    for (Object one : each) {
      bytes.addValue(ByteString.copyFrom(StringSlot.bytes(one)));
    }
    return Feature.newBuilder().setBytesList(bytes).build();
  }

  private static Feature feature(Object value) {
    FloatList.Builder floats = FloatList.newBuilder();
    Int64List.Builder integers = Int64List.newBuilder();
    boolean array = value.getClass().isArray();
    int length = array ? Array.getLength(value) : 1;
    for (int i = 0; i < length; i++) {
      Object each = array ? Array.get(value, i) : value;
      if (each instanceof Boolean truth) {
        integers.addValue(truth ? 1 : 0);
      } else if (each instanceof Byte unsigned) {
        integers.addValue(unsigned & 0xFF);
      } else if (each instanceof Integer || each instanceof Long) {
        integers.addValue(((Number) each).longValue());
      } else {
        floats.addValue(((Number) each).floatValue());
      }
    }
    Feature.Builder feature = Feature.newBuilder();
    // An empty list has a type, too, which Python compares.
    return isFloating(array ? value.getClass().getComponentType() : value.getClass())
        ? feature.setFloatList(floats).build()
        : feature.setInt64List(integers).build();
  }

  private static boolean isFloating(Class<?> type) {
    return type == float.class
        || type == double.class
        || type == Float.class
        || type == Double.class;
  }
}
