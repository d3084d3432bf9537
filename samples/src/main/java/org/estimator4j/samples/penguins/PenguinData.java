package org.estimator4j.samples.penguins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputSplit;
import org.estimator4j.input.Missing;
import org.estimator4j.input.Rows;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** The 344 penguins of Palmer Station, bundled with the samples: {@code NA} is a missing value. */
final class PenguinData {

  private PenguinData() {}

  /** Copies the bundled file to a directory, because a file is what a CSV source reads. */
  static Path copyTo(Path directory) {
    Path file = directory.resolve("penguins.csv");
    try (InputStream resource = PenguinData.class.getResourceAsStream("penguins.csv")) {
      if (resource == null) {
        throw new IllegalStateException("penguins.csv is missing beside " + PenguinData.class);
      }
      Files.createDirectories(directory);
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the model takes of the file; what is missing is filled inside of the model. */
  static Rows read(Path file) {
    return Input.csv(file.toString())
        .feature("island", TString.class)
        .feature("sex", TString.class)
        .feature("bill_length_mm", TFloat32.class)
        .feature("bill_depth_mm", TFloat32.class)
        .feature("flipper_length_mm", TFloat32.class)
        .feature("body_mass_g", TFloat32.class)
        .label("species", TString.class)
        .missing("sex", Missing.replaceBy(""))
        .missing("bill_length_mm", Missing.replaceBy(Float.NaN))
        .missing("bill_depth_mm", Missing.replaceBy(Float.NaN))
        .missing("flipper_length_mm", Missing.replaceBy(Float.NaN))
        .missing("body_mass_g", Missing.replaceBy(Float.NaN))
        .rows();
  }

  /** A fifth is held out, by a hash of each row; the rows are kept in memory. */
  static InputSplit split(Rows rows) {
    return rows.cache().split(0.2, "penguins");
  }
}
