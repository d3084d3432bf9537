package org.estimator4j.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFOutOfRangeException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.data.Iterator;
import org.tensorflow.proto.Event;
import org.tensorflow.types.TString;

class EventFileWriterTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000, 250_000_000), ZoneOffset.UTC);

  @TempDir Path directory;

  @Test
  void readsBack() throws IOException {
    Path file;
    try (EventFileWriter writer = EventFileWriter.open(directory.resolve("run"), CLOCK)) {
      writer.scalar("loss", 0.5f, 7);
      writer.scalar("loss", 0.25f, 8);
      file = writer.file();
    }
    assertTrue(
        file.getFileName().toString().startsWith("events.out.tfevents.1700000000."),
        file.toString());
    List<Event> events = new ArrayList<>();
    for (byte[] record : Events.records(file)) {
      events.add(Event.parseFrom(record));
    }
    assertEquals(3, events.size());
    assertEquals("brain.Event:2", events.get(0).getFileVersion());
    assertEquals(1_700_000_000.25, events.get(0).getWallTime());
    assertEquals(7, events.get(1).getStep());
    assertEquals("loss", events.get(1).getSummary().getValue(0).getTag());
    assertEquals(0.5f, events.get(1).getSummary().getValue(0).getSimpleValue());
    assertEquals(8, events.get(2).getStep());
  }

  @Test
  void tensorFlowReadsTheFile() throws IOException {
    Path file;
    try (EventFileWriter writer = EventFileWriter.open(directory)) {
      writer.scalar("loss", 0.5f, 7);
      file = writer.file();
    }
    assertEquals(List.of(0L, 7L), stepsByTensorFlow(file));
  }

  private static List<Long> stepsByTensorFlow(Path file) throws IOException {
    List<Long> steps = new ArrayList<>();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Output<?> records =
          tf.scope()
              .opBuilder("TFRecordDataset", "records")
              .addInput(tf.constant(file.toString()).asOutput())
              .addInput(tf.constant("").asOutput())
              .addInput(tf.constant(0L).asOutput())
              .build()
              .output(0);
      List<Class<? extends org.tensorflow.types.family.TType>> types = List.of(TString.class);
      Iterator iterator = tf.data.iterator("events", "", types, List.of(Shape.scalar()));
      Op start = tf.data.makeIterator(records, iterator);
      Operand<?> next =
          tf.data.iteratorGetNext(iterator, types, List.of(Shape.scalar())).components().get(0);
      try (Session session = new Session(graph, false)) {
        session.run(start);
        while (true) {
          try (Result result = session.runner().fetch(next).run()) {
            byte[] bytes = ((TString) result.get(0)).asBytes().getObject();
            steps.add(Event.parseFrom(bytes).getStep());
          }
        }
      } catch (TFOutOfRangeException end) {
        return steps;
      }
    }
  }

  @Test
  void flushedEventsAreVisible() throws IOException {
    try (EventFileWriter writer = EventFileWriter.open(directory)) {
      writer.scalar("loss", 1, 1);
      writer.flush();
      assertEquals(2, Events.records(writer.file()).size());
    }
  }

  @Test
  void twoWritersInOneSecond() {
    try (EventFileWriter first = EventFileWriter.open(directory, CLOCK);
        EventFileWriter second = EventFileWriter.open(directory, CLOCK)) {
      assertNotEquals(first.file(), second.file());
    }
  }

  @Test
  void closedWriter() {
    EventFileWriter writer = EventFileWriter.open(directory);
    writer.close();
    writer.close();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> writer.scalar("loss", 1, 1));
    assertEquals("the writer of " + writer.file() + " is closed", e.getMessage());
    assertThrows(IllegalStateException.class, writer::flush);
  }

  @Test
  void directoryThatCannotBeMade() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> EventFileWriter.open(file));
    assertEquals("cannot start an event file in " + file, e.getMessage());
  }

  @Test
  void halfARecordIsCutOffBeforeTheNext() throws IOException {
    Path file = directory.resolve("events");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      EventSink.OfFile sink = new EventSink.OfFile(channel);
      sink.append(new byte[] {1});
      channel.write(ByteBuffer.allocate(5)); // what a full disk has taken of a record
      sink.append(new byte[] {2});
      channel.write(ByteBuffer.allocate(5));
      sink.close();
    }
    assertEquals(2, Events.records(file).size());
  }
}
