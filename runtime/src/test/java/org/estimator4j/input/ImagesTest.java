package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** A folder of images, one folder a class. */
class ImagesTest {

  @TempDir Path directory;

  @BeforeEach
  void images() throws IOException {
    write("cat/a.png", BufferedImage.TYPE_INT_RGB, "png", 0xFF8000);
    write("cat/b.JPG", BufferedImage.TYPE_INT_RGB, "jpg", 0x4060A0);
    write("dog/c.png", BufferedImage.TYPE_BYTE_GRAY, "png", -1);
    Files.writeString(directory.resolve("dog/readme.txt"), "no image");
    Files.createDirectories(directory.resolve(".git"));
  }

  /** An image of 2 × 3 pixels of one colour; grey ones have the value 77. */
  private void write(String name, int type, String format, int colour) throws IOException {
    BufferedImage image = new BufferedImage(3, 2, type);
    for (int i = 0; i < 6; i++) {
      if (colour < 0) {
        image.getRaster().setSample(i % 3, i / 3, 0, 77);
      } else {
        image.setRGB(i % 3, i / 3, colour);
      }
    }
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    assertTrue(ImageIO.write(image, format, file.toFile()));
  }

  @Test
  void pixelsAndClasses() {
    ImageFolder folder = Input.images(directory);
    assertEquals(List.of("cat", "dog"), folder.classes());
    Rows rows = folder.rows();
    assertEquals(
        "batch 2\n  images in "
            + directory
            + ", 3 rows\n    feature image TUint8[2, 3, 3]\n    label label TInt32[]",
        rows.batch(2).describe());
    try (InputCursor cursor = rows.batch(3).open(Reading.context(0, 0, 0));
        Batch batch = cursor.next()) {
      TUint8 pixels = (TUint8) batch.tensor(0);
      assertEquals(List.of(255, 128, 0), pixel(pixels, 0));
      List<Integer> jpeg = pixel(pixels, 1);
      for (int c = 0; c < 3; c++) {
        assertEquals(List.of(0x40, 0x60, 0xA0).get(c), jpeg.get(c), 3);
      }
      assertEquals(List.of(77, 77, 77), pixel(pixels, 2));
      TInt32 labels = (TInt32) batch.tensor(1);
      assertEquals(List.of(0, 0, 1), List.of(labels.getInt(0), labels.getInt(1), labels.getInt(2)));
    }
  }

  private static List<Integer> pixel(TUint8 images, int row) {
    List<Integer> channels = new ArrayList<>();
    for (int c = 0; c < images.shape().get(3); c++) {
      channels.add(images.getByte(row, 1, 2, c) & 0xFF);
    }
    return channels;
  }

  @Test
  void greyAndScaled() {
    Rows rows = Input.images(directory).size(4, 4).grey().rows();
    assertEquals("image TUint8[4, 4, 1]", rows.elementSpec().column(0).toString());
    try (InputCursor cursor = rows.batch(3).open(Reading.context(0, 0, 0));
        Batch batch = cursor.next()) {
      TUint8 pixels = (TUint8) batch.tensor(0);
      // 0.299 · 255 + 0.587 · 128
      assertEquals(List.of(151), pixel(pixels, 0));
      assertEquals(List.of(77), pixel(pixels, 2));
    }
  }

  @Test
  void scalesAsTensorFlowDoes() {
    // tf.image.resize([[0, 100], [200, 60]], (3, 4)), rounded.
    byte[] scaled = Bilinear.resize(new byte[] {0, 100, (byte) 200, 60}, 2, 2, 3, 4, 1);
    int[] values = new int[scaled.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = scaled[i] & 0xFF;
    }
    assertArrayEquals(new int[] {0, 25, 75, 100, 100, 95, 85, 80, 200, 165, 95, 60}, values);
    byte[] same = {1, 2, 3, 4};
    assertEquals(same, Bilinear.resize(same, 2, 2, 2, 2, 1));
  }

  @Test
  void filesAsTheyAreForModelsThatDecode() throws IOException {
    Rows rows = Input.images(directory).encoded().rows();
    byte[] jpeg = Files.readAllBytes(directory.resolve("cat/b.JPG"));
    try (InputCursor cursor = rows.skip(1).batch(1).open(Reading.context(0, 0, 0));
        Batch batch = cursor.next()) {
      assertArrayEquals(jpeg, ((TString) batch.tensor(0)).asBytes().getObject(0));
    }
  }

  @Test
  void shufflesAndContinuesAtOnce() {
    Input input = Input.images(directory).rows().shuffle().repeat(4).batch(1);
    List<Integer> whole = labels(input, 0);
    assertEquals(12, whole.size());
    assertEquals(4, whole.stream().mapToInt(Integer::intValue).sum());
    assertEquals(whole.subList(5, 12), labels(input, 5));
  }

  private static List<Integer> labels(Input input, int position) {
    List<Integer> labels = new ArrayList<>();
    try (InputCursor cursor = input.open(Reading.context(3, 0, position))) {
      while (true) {
        try (Batch batch = cursor.next()) {
          if (batch == null) {
            return labels;
          }
          labels.add(((TInt32) batch.tensor(1)).getInt(0));
        }
      }
    }
  }

  @Test
  void whatIsNoImageIsNamed() throws IOException {
    Path broken = directory.resolve("dog/broken.png");
    Files.writeString(broken, "<html>");
    Rows rows = Input.images(directory).rows();
    assertEquals(
        broken + " is no PNG and no JPEG",
        assertThrows(InputException.class, () -> rows.preview(9)).getMessage());
    byte[] cut = Files.readAllBytes(directory.resolve("cat/a.png"));
    Files.write(broken, java.util.Arrays.copyOf(cut, 50));
    String message = assertThrows(InputException.class, () -> rows.preview(9)).getMessage();
    assertTrue(message.startsWith("cannot read the image " + broken + ": "), message);
    Files.delete(broken);
    ImageIO.write(new BufferedImage(5, 2, BufferedImage.TYPE_INT_RGB), "png", broken.toFile());
    assertEquals(
        broken + " has 2 × 5 pixels, but the first image has 2 × 3; say size(height, width)",
        assertThrows(InputException.class, () -> rows.preview(9)).getMessage());
    assertEquals(
        "there is no image (.png, .jpg, .jpeg) in the folders of " + directory.resolve("cat"),
        assertThrows(InputException.class, () -> Input.images(directory.resolve("cat")))
            .getMessage());
    assertEquals(
        "there is no directory " + directory.resolve("absent"),
        assertThrows(InputException.class, () -> Input.images(directory.resolve("absent")))
            .getMessage());
    assertEquals(
        "size(0, 4): an image needs at least one pixel",
        assertThrows(IllegalArgumentException.class, () -> Input.images(directory).size(0, 4))
            .getMessage());
  }
}
