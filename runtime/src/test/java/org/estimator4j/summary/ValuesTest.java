package org.estimator4j.summary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.Summary;
import org.tensorflow.types.TString;

/** Values that Java code shows, and that they are what the graph would show. */
class ValuesTest {

  @TempDir Path dir;

  private Summary.Value written(java.util.function.Consumer<EventFileWriter> write) {
    try (EventFileWriter writer = EventFileWriter.open(dir)) {
      write.accept(writer);
    }
    return Events.of(dir).get(1).getSummary().getValue(0);
  }

  private static double[] doubles(Summary.Value value) {
    ByteBuffer bytes =
        value.getTensor().getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    double[] doubles = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(doubles);
    return doubles;
  }

  private static float[] floats(Summary.Value value) {
    ByteBuffer bytes =
        value.getTensor().getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }

  @Test
  void histogram() {
    double[] buckets =
        doubles(
            written(writer -> writer.histogram("h", new double[] {0, 1, 1, 30, Double.NaN}, 3)));
    assertEquals(90, buckets.length);
    assertArrayEquals(new double[] {0, 1, 1}, java.util.Arrays.copyOf(buckets, 3));
    assertEquals(2, buckets[5], "both ones are in the second bucket");
    assertArrayEquals(new double[] {29, 30, 1}, java.util.Arrays.copyOfRange(buckets, 87, 90));
  }

  @Test
  void whatTheCallerDoesAfterwardsDoesNotCount() throws Exception {
    double[] values = {1, 1, 1};
    byte[] pixels = {7};
    float[] samples = {0.5f};
    MoodyDisk disk = new MoodyDisk();
    try (EventFileWriter writer = new EventFileWriter(dir, Clock.systemUTC(), disk)) {
      writer.histogram("h", values, 1);
      writer.image("i", 1, 1, pixels, 1);
      writer.audio("a", samples, 1, 8000, 1);
      values[0] = 100;
      pixels[0] = 8;
      samples[0] = 0;
      disk.work();
    }
    List<Summary.Value> shown =
        disk.written().stream().skip(1).map(each -> each.getSummary().getValue(0)).toList();
    assertArrayEquals(new double[] {0.5, 1.5, 3}, doubles(shown.get(0)));
    byte[] png = shown.get(1).getImage().getEncodedImageString().toByteArray();
    assertEquals(7, ImageIO.read(new ByteArrayInputStream(png)).getRaster().getSample(0, 0, 0));
    byte[] wav = shown.get(2).getAudio().getEncodedAudioString().toByteArray();
    assertEquals(16384, ByteBuffer.wrap(wav, 44, 2).order(ByteOrder.LITTLE_ENDIAN).getShort());
  }

  @Test
  void histogramOfOneValueAndOfNone() {
    assertArrayEquals(
        new double[] {1.5, 2.5, 3},
        doubles(written(writer -> writer.histogram("h", new double[] {2, 2, 2}, 3))));
  }

  @Test
  void image() throws Exception {
    byte[] pixels = {(byte) 255, 0, 0, 0, (byte) 255, 0};
    Summary.Value value = written(writer -> writer.image("i", 2, 1, pixels, 3));
    var image =
        ImageIO.read(
            new ByteArrayInputStream(value.getImage().getEncodedImageString().toByteArray()));
    assertEquals(2, image.getWidth());
    assertEquals(0xffff0000, image.getRGB(0, 0));
    assertEquals(0xff00ff00, image.getRGB(1, 0));
    assertEquals(3, value.getImage().getColorspace());
  }

  @Test
  void greyImage() throws Exception {
    byte[] pixels = new byte[100 * 50];
    pixels[99] = (byte) 128;
    Summary.Value value = written(writer -> writer.image("i", 100, 50, pixels, 3));
    var image =
        ImageIO.read(
            new ByteArrayInputStream(value.getImage().getEncodedImageString().toByteArray()));
    assertEquals(50, image.getHeight());
    assertEquals(128, image.getRaster().getSample(99, 0, 0));
    assertEquals(0, image.getRaster().getSample(98, 0, 0));
  }

  @Test
  void audioEqualsWhatTensorFlowEncodes() {
    float[] samples = {0, 0.5f, -1, 1, 0.25f, 0};
    Summary.Value ours = written(writer -> writer.audio("a", samples, 1, 8000, 3));
    Summary.Value theirs =
        ofGraph(
            (summaries, tf) -> summaries.audio("a", tf.constant(new float[][] {samples}), 8000));
    assertEquals("a/audio/0", theirs.getTag());
    assertEquals(theirs.getAudio().getSampleRate(), ours.getAudio().getSampleRate());
    assertEquals(theirs.getAudio().getLengthFrames(), ours.getAudio().getLengthFrames());
    byte[] their = theirs.getAudio().getEncodedAudioString().toByteArray();
    byte[] our = ours.getAudio().getEncodedAudioString().toByteArray();
    assertArrayEquals(
        java.util.Arrays.copyOf(their, 44), java.util.Arrays.copyOf(our, 44), "the header");
    for (int i = 44; i < their.length; i += 2) {
      int difference =
          ByteBuffer.wrap(their).order(ByteOrder.LITTLE_ENDIAN).getShort(i)
              - ByteBuffer.wrap(our).order(ByteOrder.LITTLE_ENDIAN).getShort(i);
      assertTrue(Math.abs(difference) <= 1, "sample " + (i - 44) / 2);
    }
  }

  @Test
  void prCurveEqualsThatOfTheGraph() {
    boolean[] truth = {true, false, true, true, false};
    float[] scores = {0.9f, 0.8f, 0.5f, 1f, 0f};
    Summary.Value ours = written(writer -> writer.prCurve("c", PrCurve.of(truth, scores, 5), 3));
    Summary.Value theirs =
        ofGraph(
            (summaries, tf) -> summaries.prCurve("c", tf.constant(truth), tf.constant(scores), 5));
    assertEquals(theirs.getMetadata(), ours.getMetadata());
    assertArrayEquals(floats(theirs), floats(ours), 1e-6f);
    float[] expected = {3, 3, 3, 2, 1};
    assertArrayEquals(expected, java.util.Arrays.copyOf(floats(ours), 5), "true positives");
    assertArrayEquals(
        new float[] {2, 1, 1, 1, 0},
        java.util.Arrays.copyOfRange(floats(ours), 5, 10),
        "false positives");
  }

  @Test
  void textEqualsThatOfTheGraph() {
    Summary.Value ours = written(writer -> writer.text("t", "*hello*", 3));
    Summary.Value theirs = ofGraph((summaries, tf) -> summaries.text("t", tf.constant("*hello*")));
    assertEquals(theirs.getMetadata(), ours.getMetadata());
    assertEquals("*hello*", ours.getTensor().getStringVal(0).toStringUtf8());
    assertEquals("*hello*", theirs.getTensor().getStringVal(0).toStringUtf8());
  }

  @Test
  void histogramOfTheGraphIsThatOfJava() {
    double[] values = {0, 1, 1, 30, Double.NaN, Double.NEGATIVE_INFINITY, -0.5, 7.25};
    assertArrayEquals(
        doubles(written(writer -> writer.histogram("h", values, 3))), ofGraph(values), 1e-12);
  }

  @Test
  void histogramOfTheGraphOfOneValueAndOfNone() {
    assertEquals(Map.of(3.0, 2.0), counts(new double[] {3, 3}));
    float large = -2e30f;
    assertEquals(
        Map.of((double) large, 3.0), counts(new double[] {large, large, large, Double.NaN}));
    double[] none = ofGraph(new double[] {Double.NaN});
    assertEquals(90, none.length);
    for (int i = 2; i < none.length; i += 3) {
      assertEquals(0, none[i]);
    }
    assertEquals(90, ofGraph(new double[0]).length);
    double[] wide = ofGraph(new double[] {-Float.MAX_VALUE, Float.MAX_VALUE});
    assertEquals(1, wide[2]);
    assertEquals(1, wide[89]);
  }

  /** What is counted, by the middle of all buckets. */
  private static Map<Double, Double> counts(double[] values) {
    double[] buckets = ofGraph(values);
    Map<Double, Double> found = new HashMap<>();
    for (int i = 2; i < buckets.length; i += 3) {
      if (buckets[i] != 0) {
        found.put((buckets[0] + buckets[88]) / 2, buckets[i]);
      }
    }
    return found;
  }

  private static double[] ofGraph(double[] values) {
    return doubles(ofGraph((summaries, tf) -> summaries.histogram("h", tf.constant(values))));
  }

  @FunctionalInterface
  private interface InGraph {
    Operand<TString> add(Summaries summaries, Ops tf);
  }

  private static Summary.Value ofGraph(InGraph add) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Operand<TString> summary = add.add(new Summaries(graph), graph.ops());
      try (Session session = new Session(graph.tensorflow(), false);
          Result result = session.runner().fetch(summary).run()) {
        return Summary.parseFrom(((TString) result.get(0)).asBytes().getObject()).getValue(0);
      } catch (com.google.protobuf.InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void assertMessage(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void whatCannotBeShownIsRefused() {
    try (EventFileWriter writer = EventFileWriter.open(dir)) {
      assertMessage(
          "a picture of 2 x 2 pixels has 1, 3 or 4 bytes for each, but got 5 bytes",
          () -> writer.image("i", 2, 2, new byte[5], 0));
      assertMessage(
          "3 samples are no sound of 2 channels with 8000 frames per second",
          () -> writer.audio("a", new float[3], 2, 8000, 0));
    }
    assertMessage(
        "score 0 must be between 0 and 1, but is NaN",
        () -> PrCurve.of(new boolean[1], new float[] {Float.NaN}, 2));
    assertMessage(
        "a curve needs a score for each truth and 2 thresholds, but got 1 truths, 2 scores and 1"
            + " thresholds",
        () -> PrCurve.of(new boolean[1], new float[2], 1));
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Summaries summaries = new Summaries(graph);
      Ops tf = graph.ops();
      assertMessage(
          "summary 'i' shows pictures, [batch, height, width, channels], got a tensor of shape [2]",
          () -> summaries.image("i", tf.constant(new float[2])));
      assertMessage(
          "summary 'a' shows sounds, [batch, frames] or [batch, frames, channels], got a tensor of"
              + " shape [2]",
          () -> summaries.audio("a", tf.constant(new float[2]), 1));
      assertMessage(
          "summary 'c' needs 2 thresholds or more, got 1",
          () -> summaries.prCurve("c", tf.constant(new boolean[1]), tf.constant(new float[1]), 1));
      assertMessage(
          "there must be a step or more between two summaries, but every(0) was said",
          () -> summaries.every(0));
      summaries.scalar("s", tf.constant(1f));
      assertMessage(
          "two summaries are called 's'; give one of them another name",
          () -> summaries.scalar("s", tf.constant(2f)));
    }
  }

  @Test
  void hyperparameters() {
    List<String> tags = new ArrayList<>();
    try (EventFileWriter writer = EventFileWriter.open(dir)) {
      writer.hparams(
          new HParams(Map.of("rate", 0.5, "deep", true, "kind", "cnn"), List.of("loss"), "eval"));
      writer.hparamsEnd(true);
    }
    Events.of(dir).stream()
        .flatMap(event -> event.getSummary().getValueList().stream())
        .forEach(value -> tags.add(value.getTag()));
    assertEquals(
        List.of(
            "_hparams_/experiment", "_hparams_/session_start_info", "_hparams_/session_end_info"),
        tags);
  }
}
