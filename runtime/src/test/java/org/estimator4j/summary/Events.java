package org.estimator4j.summary;

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
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** Reads event files, for tests. */
public final class Events {

  private Events() {}

  /** The records of a file; verifies both checksums of each. */
  static List<byte[]> records(Path file) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      RecordFraming.Reader reader = new RecordFraming.Reader(in);
      for (int length = reader.next(); length >= 0; length = reader.next()) {
        records.add(Arrays.copyOf(reader.data(), length));
      }
    }
    return records;
  }

  /** The events of all files of a directory, in the order of the files' names. */
  public static List<Event> of(Path directory) {
    List<Event> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Events::isEventFile).sorted().toList()) {
        for (byte[] record : records(file)) {
          events.add(Event.parseFrom(record));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  private static boolean isEventFile(Path file) {
    return String.valueOf(file.getFileName()).startsWith("events.out.tfevents.");
  }

  /** The steps of each tag. */
  public static Map<String, List<Long>> steps(Path directory) {
    Map<String, List<Long>> steps = new TreeMap<>();
    for (Event event : of(directory)) {
      for (Summary.Value value : event.getSummary().getValueList()) {
        steps.computeIfAbsent(value.getTag(), absent -> new ArrayList<>()).add(event.getStep());
      }
    }
    return steps;
  }

  /** The values of a tag that are numbers. */
  public static List<Float> scalars(Path directory, String tag) {
    return of(directory).stream()
        .flatMap(event -> event.getSummary().getValueList().stream())
        .filter(value -> value.getTag().equals(tag))
        .map(Summary.Value::getSimpleValue)
        .toList();
  }
}
