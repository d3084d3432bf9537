package org.estimator4j.packaging;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the packed processor costs, held against AutoValue's in the same run: what a compilation
 * takes with processing, less that of the same sources without.
 */
@EnabledIfSystemProperty(named = "estimator4j.cost", matches = "true")
class CostTest {

  private static final int WARM_UP = 2;
  private static final int ROUNDS = 5;
  private static final int COLD_RUNS = 15;

  /**
   * What processing a class costs, in milliseconds.
   *
   * @param all the processor time of the compiler's thread, less that of compiling the same sources
   *     and the generated ones
   * @param javac what of it the compiler takes for further rounds and more files: all that is left
   *     if a processor merely writes the same files out of its memory
   */
  private record Cost(double all, double javac) {}

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

  /** A warm compiler, hundreds of classes. */
  @Test
  void perModelBelowAutoValue() throws Exception {
    String ours = Artifacts.jar("processor").toString();
    String autoValue = Javac.jars(List.of("auto-value"));
    List<Cost> ours800 = new ArrayList<>();
    List<Cost> ours400 = new ArrayList<>();
    List<Cost> theirs800 = new ArrayList<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      Cost half = cost(CostTest::model, 400, ours);
      Cost theirs = cost(CostTest::value, 800, autoValue);
      Cost whole = cost(CostTest::model, 800, ours);
      if (round >= 0) {
        ours400.add(half);
        theirs800.add(theirs);
        ours800.add(whole);
      }
    }
    double ratio = 2 * median(ours800, Cost::all) / median(ours400, Cost::all);
    String report =
        "warm, ms a class at 800: ours %.2f, of which the compiler's %.2f; AutoValue %.2f, of which the compiler's %.2f; ours at 800 to 400: %.2f"
            .formatted(
                median(ours800, Cost::all),
                median(ours800, Cost::javac),
                median(theirs800, Cost::all),
                median(theirs800, Cost::javac),
                ratio);
    System.out.println(report);
    assertAll(
        () -> assertTrue(ratio <= 2.4, report),
        () -> assertTrue(median(ours800, Cost::all) < median(theirs800, Cost::all), report));
  }

  /** A compiler that has just been started, one class. */
  @Test
  void firstModelBelowAutoValue() throws Exception {
    Path model = Javac.write(folder, "model/c/C0.java", model(0));
    Path value = Javac.write(folder, "value/c/C0.java", value(0));
    String ours = Artifacts.jar("processor").toString();
    String autoValue = Javac.jars(List.of("auto-value"));
    List<Double> overheads = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int run = -1; run < COLD_RUNS; run++) {
      double plainModel = start(model, "-proc:none");
      double plainValue = start(value, "-proc:none");
      double withOurs = start(model, "-processorpath", ours);
      double withTheirs = start(value, "-processorpath", autoValue);
      if (run >= 0) { // The first run brings the files into memory.
        overheads.add(withOurs - plainModel);
        theirs.add(withTheirs - plainValue);
      }
    }
    String report =
        "cold, ms for one class: ours %.0f, AutoValue %.0f"
            .formatted(median(overheads, each -> each), median(theirs, each -> each));
    System.out.println(report);
    assertTrue(median(overheads, each -> each) < median(theirs, each -> each), report);
  }

  private static <T> double median(List<T> values, ToDoubleFunction<T> of) {
    double[] sorted = values.stream().mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Milliseconds from the start of a compiler's process to its end. */
  private double start(Path source, String... options) throws Exception {
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("-d", Files.createDirectories(folder.resolve("out" + runs++))));
    arguments.addAll(List.of("-cp", String.join(File.pathSeparator, Javac.classPath())));
    arguments.addAll(List.of(options));
    arguments.add(source);
    long start = System.nanoTime();
    Javac.Answer answer = Javac.javac(arguments.toArray());
    long end = System.nanoTime();
    assertEquals(0, answer.code(), answer::text);
    return (end - start) / 1e6;
  }

  private Cost cost(IntFunction<String> source, int count, String processor) throws Exception {
    List<JavaFileObject> files =
        IntStream.range(0, count)
            .<JavaFileObject>mapToObj(i -> new Source("c/C" + i, source.apply(i)))
            .toList();
    Path generated = Files.createDirectories(folder.resolve("run" + runs++));
    double with = compile(files, null, "-processorpath", processor, "-s", generated.toString());
    Map<String, String> written = written(generated);
    List<JavaFileObject> all = new ArrayList<>(files);
    written.forEach((name, text) -> all.add(new Source(name, text)));
    double without = compile(all, null, "-proc:none");
    Path repeated = Files.createDirectories(folder.resolve("run" + runs++));
    double repeating = compile(files, new Repeating(written), "-s", repeated.toString());
    return new Cost((with - without) / count, (repeating - without) / count);
  }

  private static Map<String, String> written(Path generated) throws IOException {
    Map<String, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.walk(generated)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String name = generated.relativize(file).toString().replace(".java", "");
        written.put(name, Files.readString(file));
      }
    }
    return written;
  }

  private double compile(
      List<JavaFileObject> files, @Nullable Processor processor, String... options)
      throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> all =
        new ArrayList<>(
            List.of("-d", Files.createDirectories(folder.resolve("out" + runs++)).toString()));
    all.addAll(List.of("-cp", String.join(File.pathSeparator, Javac.classPath())));
    all.addAll(List.of(options));
    StringWriter printed = new StringWriter();
    JavaCompiler.CompilationTask task = compiler.getTask(printed, null, null, all, null, files);
    if (processor != null) {
      task.setProcessors(List.of(processor));
    }
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    boolean done = task.call();
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

  /** Writes files that another processor wrote before. */
  private static final class Repeating extends AbstractProcessor {
    private final Map<String, String> files;
    private boolean done;

    Repeating(Map<String, String> files) {
      this.files = files;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        files.forEach(this::write);
      }
      return false;
    }

    private void write(String name, String text) {
      try (Writer writer =
          processingEnv.getFiler().createSourceFile(name.replace('/', '.')).openWriter()) {
        writer.write(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
