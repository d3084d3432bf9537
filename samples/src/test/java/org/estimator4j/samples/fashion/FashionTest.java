package org.estimator4j.samples.fashion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.estimator4j.EvalResult;
import org.estimator4j.samples.SampleArgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** The sample from its files to its report, on photographs that anything can tell apart. */
class FashionTest {

  @TempDir Path dir;

  private SampleArgs args(Path data) {
    return SampleArgs.parse(
        new String[] {"--data=" + data, "--model-dir=" + dir.resolve("model"), "--steps=60"},
        Set.of("data", "model-dir", "seed", "steps"));
  }

  @Test
  void withoutTheDataItSaysWhereTheyComeFrom() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Fashion.run(args(dir.resolve("nowhere")), System.out));
    assertEquals(
        "Fashion-MNIST is not in "
            + dir.resolve("nowhere")
            + ": train-images-idx3-ubyte.gz is missing.\n"
            + "Get the four files from https://github.com/zalandoresearch/fashion-mnist (30 MB),"
            + " put them into one directory, and say which: --data=that/directory",
        e.getMessage());
  }

  @Test
  void fromItsFilesToItsReport() throws Exception {
    write("train", 600);
    write("t10k", 100);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    EvalResult result =
        Fashion.run(args(dir), new PrintStream(printed, true, StandardCharsets.UTF_8));
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(result.get("accuracy") > 0.9, text);
    assertTrue(text.contains("ankle boot"), text);
    assertTrue(Files.exists(dir.resolve("model/report.html")));
    assertTrue(Files.exists(dir.resolve("model/export/best")));
    List<BufferedImage> clothes = pictures("clothes/image/0");
    assertFalse(clothes.isEmpty(), "of the first step");
    assertEquals(28, clothes.get(0).getWidth());
    assertEquals(28, clothes.get(0).getHeight());
    int bright = 0;
    for (int y = 0; y < 28; y++) {
      bright += clothes.get(0).getRaster().getSample(14, y, 0) >= 200 ? 1 : 0;
    }
    assertEquals(2, bright, "a photograph as it was in the file");
  }

  /** What TensorBoard shows: of each record its length, a checksum, the data, and another one. */
  private List<BufferedImage> pictures(String tag) throws Exception {
    List<BufferedImage> pictures = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(dir.resolve("model"), "events.out.tfevents.*")) {
      for (Path file : files) {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        while (all.hasRemaining()) {
          byte[] event = new byte[(int) all.getLong()];
          all.getInt();
          all.get(event).getInt();
          for (Summary.Value value : Event.parseFrom(event).getSummary().getValueList()) {
            if (value.getTag().equals(tag)) {
              pictures.add(ImageIO.read(value.getImage().getEncodedImageString().newInput()));
            }
          }
        }
      }
    }
    return pictures;
  }

  /** Kind k is a bright row of pixels at height 2k. */
  private void write(String set, int count) throws Exception {
    Random random = new Random(count);
    ByteBuffer images = ByteBuffer.allocate(16 + count * 28 * 28);
    images.putInt(0x803).putInt(count).putInt(28).putInt(28);
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(10);
      labels.put((byte) kind);
      for (int y = 0; y < 28; y++) {
        for (int x = 0; x < 28; x++) {
          images.put((byte) (y / 2 == kind ? 200 + random.nextInt(50) : random.nextInt(50)));
        }
      }
    }
    write(set + "-images-idx3-ubyte.gz", images.array());
    write(set + "-labels-idx1-ubyte.gz", labels.array());
  }

  private void write(String name, byte[] content) throws Exception {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(dir.resolve(name)))) {
      out.write(content);
    }
  }
}
