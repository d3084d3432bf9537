package org.estimator4j.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.estimator4j.Estimator;
import org.estimator4j.TrainOption;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.serve.Predictor;
import org.estimator4j.tensorflow.NativeSession;
import org.estimator4j.tensorflow.PreparedRun;
import org.estimator4j.tensorflow.TensorMemory;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * What one row costs, arrays in and out: through a {@link Predictor}, through a bare prepared run,
 * and through TensorFlow Java's {@code Runner}, in one JVM over one SavedModel (a perceptron
 * 784-128-10); beside them arithmetic in Java that takes as long, whose tail is the machine's. All
 * of it again in a JVM without oneDNN, which costs a small model more than it gives. Then eight
 * threads ask a million times, and a model of 4 MB is loaded.
 *
 * <pre>
 * mvn -q -pl benchmarks -am compile exec:exec -Dbenchmark=predictor
 * </pre>
 */
public final class PredictorLatency {

  private static final int PIXELS = FashionMnist.PIXELS;
  private static final int CLASSES = 10;
  private static final int CALLS = 20_000;
  private static final int REPEATS = 9;
  private static final int THREADS = 8;
  private static final int ROWS = 256;
  private static final String JAVA = "arithmetic in Java";
  private static final ConfigProto IN_CALLER =
      ConfigProto.newBuilder().setInterOpParallelismThreads(-1).build();

  private PredictorLatency() {}

  /** Asks once. */
  private interface Call {
    float[] ask(float[] row);
  }

  /**
   * Measures and prints.
   *
   * @param args none; or a SavedModel, for latencies only
   * @throws Exception if a thread is interrupted or a file cannot be read
   */
  public static void main(String[] args) throws Exception {
    float[][] rows = rows();
    if (args.length > 0) {
      latencies(Path.of(args[0]), rows, System.out);
      return;
    }
    Path dir = Files.createTempDirectory("predictor");
    Path savedModel = export(dir.resolve("small"), 128);
    latencies(savedModel, rows, System.out);
    System.out.println("with TF_ENABLE_ONEDNN_OPTS=0:");
    withoutOneDnn(savedModel);
    threads(savedModel, rows, System.out);
    loading(export(dir.resolve("large"), 1280), rows, System.out);
  }

  private static void withoutOneDnn(Path savedModel) throws IOException, InterruptedException {
    ProcessBuilder again =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PredictorLatency.class.getName(),
            savedModel.toString());
    again.environment().put("TF_ENABLE_ONEDNN_OPTS", "0");
    int status = again.inheritIO().start().waitFor();
    if (status != 0) {
      throw new IllegalStateException("the second process ended with " + status);
    }
  }

  /** Arithmetic of about 17 µs that allocates nothing but its result. */
  private static float[] arithmetic(float[] row) {
    float[] sums = new float[CLASSES];
    for (int round = 0; round < 26; round++) {
      float sum = 0;
      for (float each : row) {
        sum += each * round;
      }
      sums[round % CLASSES] += sum;
    }
    return sums;
  }

  private static float[][] rows() {
    Random random = new Random(3);
    float[][] rows = new float[ROWS][PIXELS];
    for (float[] row : rows) {
      for (int i = 0; i < PIXELS; i++) {
        row[i] = random.nextFloat();
      }
    }
    return rows;
  }

  private static Path export(Path dir, int hidden) {
    int[] labels = new int[ROWS];
    Input input =
        Input.arrays()
            .feature(FashionMnist.PIXELS_NAME, rows())
            .label(FashionMnist.LABEL_NAME, labels)
            .batch(ROWS);
    try (Estimator estimator =
        Estimator.of(new MlpModel(hidden), RunConfig.inDir(dir.resolve("model")))) {
      estimator.train(input, TrainOption.maxSteps(1));
      return estimator.exportSavedModel(dir.resolve("export"));
    }
  }

  private static void latencies(Path savedModel, float[][] rows, PrintStream out) {
    try (Predictor predictor = Predictor.load(savedModel);
        SavedModelBundle bundle =
            SavedModelBundle.loader(savedModel.toString()).withTags("serve").load();
        SavedModelBundle inCaller =
            SavedModelBundle.loader(savedModel.toString())
                .withTags("serve")
                .withConfigProto(IN_CALLER)
                .load();
        NativeSession session = NativeSession.open(bundle.graph(), null, IN_CALLER);
        TFloat32 fed = TFloat32.tensorOf(Shape.of(1, PIXELS))) {
      restore(session, bundle, savedModel);
      SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow("serving_default");
      String in = signature.getInputsOrThrow(FashionMnist.PIXELS_NAME).getName();
      String probabilities = signature.getOutputsOrThrow("probabilities").getName();
      PreparedRun bare =
          session.prepare(
              List.of(bundle.graph().operationOrThrow(operation(in)).output(0)),
              List.of(bundle.graph().operationOrThrow(operation(probabilities)).output(0)),
              List.of());
      FloatBuffer memory = TensorMemory.bytes(fed).asFloatBuffer();
      Map<String, Call> calls =
          Map.of(
              "bare prepared run",
              row -> bare(bare, fed, memory, row),
              "Predictor",
              row ->
                  Objects.requireNonNull(
                          predictor
                              .predictRow(Map.of(FashionMnist.PIXELS_NAME, row))
                              .get("probabilities"))
                      .asFloats(),
              "Runner",
              row -> runner(bundle, in, probabilities, row),
              "Runner, inter_op -1",
              row -> runner(inCaller, in, probabilities, row),
              JAVA,
              PredictorLatency::arithmetic);
      List<String> names =
          List.of("bare prepared run", "Predictor", "Runner", "Runner, inter_op -1", JAVA);
      double[][] p50 = new double[names.size()][REPEATS];
      double[][] p99 = new double[names.size()][REPEATS];
      float[] expected = Objects.requireNonNull(calls.get("Predictor")).ask(rows[0]);
      for (int repeat = -2; repeat < REPEATS; repeat++) { // two to warm up
        for (int i = 0; i < names.size(); i++) {
          Call call = Objects.requireNonNull(calls.get(names.get(i)));
          if (!names.get(i).equals(JAVA) && !Arrays.equals(expected, call.ask(rows[0]))) {
            throw new IllegalStateException(names.get(i) + " gives another answer");
          }
          double[] micros = new double[CALLS];
          for (int c = 0; c < CALLS; c++) {
            long start = System.nanoTime();
            call.ask(rows[c % ROWS]);
            micros[c] = (System.nanoTime() - start) / 1e3;
          }
          Arrays.sort(micros);
          if (repeat >= 0) {
            p50[i][repeat] = micros[CALLS / 2];
            p99[i][repeat] = micros[CALLS * 99 / 100];
          }
        }
      }
      for (int i = 0; i < names.size(); i++) {
        out.printf(
            Locale.ROOT,
            "%-20s p50 %6.1f µs  p99 %6.1f µs = %4.2f × p50  p50 %5.2f × bare%n",
            names.get(i),
            median(p50[i]),
            median(p99[i]),
            median(ratios(p99[i], p50[i])),
            median(ratios(p50[i], p50[0])));
      }
      bare.close();
    }
  }

  private static double[] ratios(double[] a, double[] b) {
    double[] ratios = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      ratios[i] = a[i] / b[i];
    }
    return ratios;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String operation(String tensor) {
    return tensor.substring(0, tensor.indexOf(':'));
  }

  private static void restore(NativeSession session, SavedModelBundle bundle, Path savedModel) {
    SaverDef saver = bundle.metaGraphDef().getSaverDef();
    String prefix = savedModel.resolve("variables/variables").toString();
    try (TString file = TString.scalarOf(prefix);
        PreparedRun run =
            session.prepare(
                List.of(
                    bundle
                        .graph()
                        .operationOrThrow(operation(saver.getFilenameTensorName()))
                        .output(0)),
                List.of(),
                List.of(bundle.graph().operationOrThrow(saver.getRestoreOpName())))) {
      run.run(file);
    }
  }

  private static float[] bare(PreparedRun run, TFloat32 fed, FloatBuffer memory, float[] row) {
    memory.put(0, row);
    Tensor[] results = run.run(fed);
    float[] probabilities = new float[CLASSES];
    TensorMemory.bytes(results[0]).asFloatBuffer().get(probabilities);
    results[0].close();
    return probabilities;
  }

  private static float[] runner(SavedModelBundle bundle, String in, String out, float[] row) {
    try (TFloat32 fed = TFloat32.tensorOf(Shape.of(1, PIXELS), DataBuffers.of(row));
        Result result = bundle.session().runner().feed(in, fed).fetch(out).run()) {
      float[] probabilities = new float[CLASSES];
      TensorMemory.bytes(result.get(0)).asFloatBuffer().get(probabilities);
      return probabilities;
    }
  }

  private static void threads(Path savedModel, float[][] rows, PrintStream out)
      throws InterruptedException, IOException {
    try (Predictor predictor = Predictor.load(savedModel)) {
      float[][] expected = new float[ROWS][];
      for (int i = 0; i < ROWS; i++) {
        expected[i] = ask(predictor, rows[i]);
      }
      AtomicLong wrong = new AtomicLong();
      for (int tenth = 1; tenth <= 10; tenth++) {
        Thread[] threads = new Thread[THREADS];
        for (int t = 0; t < THREADS; t++) {
          int first = t * 31;
          threads[t] =
              new Thread(
                  () -> {
                    for (int i = 0; i < 100_000 / THREADS; i++) {
                      int row = (first + i) % ROWS;
                      if (!Arrays.equals(expected[row], ask(predictor, rows[row]))) {
                        wrong.incrementAndGet();
                      }
                    }
                  });
          threads[t].setUncaughtExceptionHandler((thread, e) -> wrong.incrementAndGet());
          threads[t].start();
        }
        for (Thread thread : threads) {
          thread.join();
        }
        if (tenth == 1 || tenth == 5 || tenth == 10) {
          out.printf(
              Locale.ROOT,
              "%d predictions by %d threads: %d wrong, %s%n",
              tenth * 100_000,
              THREADS,
              wrong.get(),
              resident());
        }
      }
    }
  }

  private static float[] ask(Predictor predictor, float[] row) {
    return Objects.requireNonNull(
            predictor.predictRow(Map.of(FashionMnist.PIXELS_NAME, row)).get("probabilities"))
        .asFloats();
  }

  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .findFirst()
            .orElse("")
            .replaceAll("\\s+", " ")
        : "resident memory not known";
  }

  private static void loading(Path savedModel, float[][] rows, PrintStream out) throws IOException {
    double[] millis = new double[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      try (Predictor predictor = Predictor.load(savedModel)) {
        ask(predictor, rows[0]);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    out.printf(
        Locale.ROOT,
        "loading %.1f MB to the first answer: median %.0f ms, longest %.0f ms%n",
        Files.size(savedModel.resolve("variables/variables.data-00000-of-00001")) / 1e6,
        median(millis),
        Arrays.stream(millis).max().orElse(0));
  }
}
