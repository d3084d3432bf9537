package org.estimator4j.packaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the packed processor costs, held against AutoValue's in the same run: the processor time of
 * this thread with processing, less that of the same sources and the generated ones without.
 */
@EnabledIfSystemProperty(named = "estimator4j.cost", matches = "true")
class CostTest {

  private static final int ROUNDS = 5;

  private static String model(int i) {
    return """
    package c; import java.util.*; import org.estimator4j.annotation.*; import org.estimator4j.nn.layer.*;
    import org.estimator4j.nn.loss.*; import org.estimator4j.nn.metric.*; import org.estimator4j.nn.optimizer.*;
    import org.tensorflow.Operand; import org.tensorflow.op.Ops; import org.tensorflow.types.*;
    final class C%d {
      record Measured(EvalMetric accuracy) {}
      @ModelFn Operand<TFloat32> logits(Layers layers, @Feature(shape = {-1, 4}) Operand<TFloat32> x) { return null; }
      @Predictions Operand<TFloat32> odds(Ops tf, Operand<TFloat32> logits) { return null; }
      @Loss Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> y) { return null; }
      @TrainOp Optimizer optimizer() { return null; }
      @EvalMetricOps Measured metrics(Metrics m, Operand<TFloat32> logits, @Label Operand<TInt32> y) { return null; }
    }
    """
        .formatted(i);
  }

  private static String value(int i) {
    return """
    package c; import com.google.auto.value.AutoValue;
    @AutoValue abstract class C%d {
      abstract int a(); abstract String b(); abstract double c(); abstract java.util.List<String> d();
    }
    """
        .formatted(i);
  }

  @TempDir Path folder;

  private int runs;

  @Test
  void perModelBelowAutoValue() throws Exception {
    String ours = Artifacts.jar("processor").toString();
    String autoValue = Javac.jars(List.of("auto-value"));
    double[] us800 = new double[ROUNDS];
    double[] us400 = new double[ROUNDS];
    double[] theirs800 = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      int at = Math.max(round, 0); // The first round warms up.
      us400[at] = overhead(CostTest::model, 400, ours);
      theirs800[at] = overhead(CostTest::value, 800, autoValue);
      us800[at] = overhead(CostTest::model, 800, ours);
    }
    String report =
        "ours %s ms at 800 (%s at 400), AutoValue %s"
            .formatted(median(us800), median(us400), median(theirs800));
    assertTrue(median(us800) < median(theirs800), report);
    assertTrue(median(us800) / median(us400) <= 2.4, report);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Milliseconds of processing, without what compiling the generated sources costs. */
  private double overhead(IntFunction<String> source, int count, String processor)
      throws Exception {
    List<JavaFileObject> files =
        IntStream.range(0, count)
            .<JavaFileObject>mapToObj(i -> new Source("c/C" + i, source.apply(i)))
            .toList();
    Path generated = Files.createDirectories(folder.resolve("run" + runs++));
    double with = compile(files, "-processorpath", processor, "-s", generated.toString());
    List<JavaFileObject> all = new ArrayList<>(files);
    try (Stream<Path> written = Files.walk(generated)) {
      for (Path file : written.filter(each -> each.toString().endsWith(".java")).toList()) {
        String name = generated.relativize(file).toString().replace(".java", "");
        all.add(new Source(name, Files.readString(file)));
      }
    }
    return with - compile(all, "-proc:none");
  }

  private double compile(List<JavaFileObject> files, String... options) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> all =
        new ArrayList<>(
            List.of("-d", Files.createDirectories(folder.resolve("out" + runs++)).toString()));
    all.addAll(List.of("-cp", String.join(File.pathSeparator, Javac.classPath())));
    all.addAll(List.of(options));
    StringWriter printed = new StringWriter();
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    boolean done = compiler.getTask(printed, null, null, all, null, files).call();
    long end = threads.getCurrentThreadCpuTime();
    assertTrue(done, printed::toString);
    return (end - start) / 1e6;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("mem:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
