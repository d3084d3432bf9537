package org.estimator4j.report.internal;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.estimator4j.format.internal.RecordFraming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * A line on a chart.
 *
 * @param name what it shows
 * @param points the values by their steps
 */
record Curve(String name, TreeMap<Long, Double> points) {

  private static final Logger LOG = LoggerFactory.getLogger(Curve.class);
  private static final int MOST_POINTS = 400;

  /**
   * The curves that event files of a directory hold, by their tags. Of several values at one step
   * the last one counts; what cannot be read is left out.
   */
  static Map<String, Curve> read(Path directory) {
    Map<String, Curve> curves = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return curves;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files
              .filter(each -> each.toString().contains("events.out.tfevents."))
              .sorted()
              .toList()) {
        read(file, curves);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
    return curves;
  }

  private static void read(Path file, Map<String, Curve> curves) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      RecordFraming.Reader reader = new RecordFraming.Reader(in);
      for (int length = reader.next(); length >= 0; length = reader.next()) {
        Event event = Event.parseFrom(Arrays.copyOf(reader.data(), length));
        for (Summary.Value value : event.getSummary().getValueList()) {
          if (value.getValueCase() == Summary.Value.ValueCase.SIMPLE_VALUE) {
            curves
                .computeIfAbsent(value.getTag(), tag -> new Curve(tag, new TreeMap<>()))
                .points()
                .put(event.getStep(), (double) value.getSimpleValue());
          }
        }
      }
    } catch (InvalidProtocolBufferException e) {
      LOG.warn("{} holds an event that cannot be read; the report leaves the rest out", file);
    } catch (IOException e) {
      LOG.warn("{} cannot be read to its end; the report leaves the rest out: {}", file, e);
    }
  }

  /** The same curve, with so few points that a page stays small; those that are numbers. */
  List<Map.Entry<Long, Double>> shown() {
    List<Map.Entry<Long, Double>> all =
        points.entrySet().stream().filter(each -> Double.isFinite(each.getValue())).toList();
    if (all.size() <= MOST_POINTS) {
      return all;
    }
    List<Map.Entry<Long, Double>> few = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      few.add(all.get((int) ((long) i * (all.size() - 1) / (MOST_POINTS - 1))));
    }
    return few;
  }
}
