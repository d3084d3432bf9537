package org.estimator4j.samples.penguins;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;
import org.estimator4j.EvalResult;
import org.estimator4j.input.Input;
import org.estimator4j.input.Rows;
import org.estimator4j.samples.SampleArgs;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * Writes the penguins to a record file (TFRecord) of {@code tf.Example}s, as pipelines in Python
 * read and write them, reads them again, and trains {@link PenguinModel} on that.
 *
 * <p>Arguments, all optional: {@code --model-dir=…}, {@code --seed=…}, {@code --steps=…}, the
 * total.
 */
public final class PenguinRecords {

  private PenguinRecords() {}

  /**
   * Runs the sample.
   *
   * @param args see the class
   */
  public static void main(String[] args) {
    run(SampleArgs.parse(args, Set.of("model-dir", "seed", "steps")), System.out);
  }

  static EvalResult run(SampleArgs args, PrintStream out) {
    Path modelDir = args.path("model-dir", Path.of("target", "models", "penguin-records"));
    Rows penguins = PenguinData.read(PenguinData.copyTo(modelDir));
    Path file = modelDir.resolve("penguins.tfrecord.gz");
    long written = penguins.writeTfRecords(file);
    out.printf("%d penguins are in %s%n", written, file);

    Rows read =
        Input.tfRecords(file.toString())
            .feature("island", TString.class)
            .feature("sex", TString.class)
            .feature("bill_length_mm", TFloat32.class)
            .feature("bill_depth_mm", TFloat32.class)
            .feature("flipper_length_mm", TFloat32.class)
            .feature("body_mass_g", TFloat32.class)
            .label("species", TString.class)
            .rows();
    out.println(read.preview(5));
    return Penguins.run(args, modelDir, read, out);
  }
}
