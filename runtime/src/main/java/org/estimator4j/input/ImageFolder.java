package org.estimator4j.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * A folder of images (PNG, JPEG), one folder in it for each class. Each image becomes the feature
 * {@code image}, a {@code TUint8} of {@code [height, width, channels]}, and the label {@code
 * label}, a {@code TInt32}: the number of its class, from 0, in the order of the folders' names.
 * For one thread; what {@link #rows()} gives is immutable.
 *
 * <pre>{@code
 * ImageFolder flowers = Input.images(Path.of("flowers")).size(64, 64);
 * Input train = flowers.rows().split(0.1, "flowers").train().shuffle().repeat().batch(32);
 * List<String> names = flowers.classes();   // daisy, rose, tulip
 * }</pre>
 *
 * <p>An image is read when its batch is made, so that memory holds a batch and not the folder; a
 * shuffle is exact all the same. Images are decoded by the JDK (javax.imageio): it needs no
 * session, whose first one would settle the threads of the whole process before the training does.
 * Its JPEG differs from TensorFlow's in the last bit of some pixels. Where a served model shall see
 * the very pixels that it was trained on, let the model decode: {@link #encoded()}.
 */
public final class ImageFolder {

  private final Path directory;
  private final List<String> classes = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private int height = -1;
  private int width = -1;
  private int channels = 3;
  private boolean encoded;

  ImageFolder(Path directory) {
    this.directory = directory;
    for (Path folder : sorted(directory)) {
      if (Files.isDirectory(folder)) {
        String name = folder.getFileName().toString();
        for (Path file : sorted(folder)) {
          if (isImage(file)) {
            files.add(file);
            labels.add(classes.size());
          }
        }
        classes.add(name);
      }
    }
    if (files.isEmpty()) {
      throw new InputException(
          "there is no image (.png, .jpg, .jpeg) in the folders of " + directory.toAbsolutePath());
    }
  }

  private static List<Path> sorted(Path directory) {
    try (Stream<Path> found = Files.list(directory)) {
      return found.filter(each -> !each.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException e) {
      throw DataFiles.unlisted(directory, e);
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  /** Scales each image to one size (bilinear); without it all must have the size of the first. */
  public ImageFolder size(int newHeight, int newWidth) {
    if (newHeight < 1 || newWidth < 1) {
      throw new IllegalArgumentException(
          "size(" + newHeight + ", " + newWidth + "): an image needs at least one pixel");
    }
    this.height = newHeight;
    this.width = newWidth;
    return this;
  }

  /** One channel, the brightness, instead of red, green and blue. */
  public ImageFolder grey() {
    this.channels = 1;
    return this;
  }

  /**
   * Gives the files' bytes as a {@code TString} of one value, for models that decode them: {@code
   * tf.image.decodeJpeg}. Sizes need not be equal then.
   */
  public ImageFolder encoded() {
    this.encoded = true;
    return this;
  }

  /**
   * The names of the classes.
   *
   * @return the folders' names; the place of each is its label
   */
  public List<String> classes() {
    return List.copyOf(classes);
  }

  /**
   * The rows in the order of the classes and of the files' names.
   *
   * @return the rows
   * @throws InputException if the first image cannot be read
   */
  public Rows rows() {
    Column images = images();
    int[] numbers = labels.stream().mapToInt(Integer::intValue).toArray();
    Column label = FlatColumn.of("label", ElementKinds.INTS, numbers, Shape.scalar());
    ElementSpec spec = new ElementSpec(List.of(images.spec()), List.of(label.spec()));
    RowSource source =
        new RowSource("images in " + directory, spec, new Column[] {images, label}, files.size());
    return new IndexedRows(source, new AllRows(files.size()));
  }

  private Column images() {
    if (encoded) {
      return new EncodedImages(directory, files);
    }
    ImageDecoder decoder = new ImageDecoder(height, width, channels);
    Shape shape = height > 0 ? Shape.of(height, width, channels) : decoder.shape(files.get(0));
    return new DecodedImages(directory, files, decoder, shape);
  }
}
