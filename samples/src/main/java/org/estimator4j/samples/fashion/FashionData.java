package org.estimator4j.samples.fashion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.estimator4j.input.Idx;
import org.estimator4j.input.Input;
import org.estimator4j.input.Rows;

/** Fashion-MNIST: 60,000 photographs to learn from and 10,000 to test on, in four IDX files. */
final class FashionData {

  static final List<String> NAMES =
      List.of(
          "T-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  private final Path directory;

  private FashionData(Path directory) {
    this.directory = directory;
  }

  /**
   * The data in a directory.
   *
   * @throws IllegalArgumentException if a file is missing; the message says where it comes from
   */
  static FashionData in(Path directory) {
    FashionData data = new FashionData(directory);
    for (String set : List.of("train", "t10k")) {
      for (Path file : List.of(data.images(set), data.labels(set))) {
        if (!Files.isReadable(file)) {
          throw new IllegalArgumentException(
              "Fashion-MNIST is not in "
                  + directory
                  + ": "
                  + file.getFileName()
                  + " is missing.\nGet the four files from"
                  + " https://github.com/zalandoresearch/fashion-mnist (30 MB), put them into one"
                  + " directory, and say which: --data=that/directory");
        }
      }
    }
    return data;
  }

  private Path images(String set) {
    return directory.resolve(set + "-images-idx3-ubyte.gz");
  }

  private Path labels(String set) {
    return directory.resolve(set + "-labels-idx1-ubyte.gz");
  }

  Rows train() {
    return rows("train");
  }

  Rows test() {
    return rows("t10k");
  }

  private Rows rows(String set) {
    return Input.arrays()
        .feature("pixels", Idx.read(images(set)))
        .label("kind", Idx.read(labels(set)));
  }
}
