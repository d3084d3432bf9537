package org.estimator4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/** The results of {@link LoopSteps}: times, and ratios of loops that ran next to each other. */
final class LoopReport {

  static final String RUNNER = "a: Session.Runner";
  static final String PREPARED = "b: prepared run";
  static final String FIXED = "c: Estimator.train, fixed batch";
  static final String SHUFFLED = "c: Estimator.train, shuffled";
  static final String HOOKS = "c: fixed batch, ten idle hooks";

  private static final List<List<String>> RATIOS =
      List.of(
          List.of(FIXED, RUNNER),
          List.of(FIXED, PREPARED),
          List.of(SHUFFLED, FIXED),
          List.of(HOOKS, FIXED));

  private final Arguments arguments;
  private final Map<Integer, Map<String, List<Loop.Cost>>> costs = new LinkedHashMap<>();

  LoopReport(Arguments arguments) {
    this.arguments = arguments;
  }

  void add(int batch, Map<String, List<Loop.Cost>> ofLoops) {
    costs.put(batch, ofLoops);
  }

  /** The median, the smallest and the largest of some values. */
  private record Spread(double median, double min, double max) {

    static Spread of(List<Loop.Cost> costs, ToDoubleFunction<Loop.Cost> value) {
      return of(costs.stream().mapToDouble(value).toArray());
    }

    static Spread of(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    String json() {
      return String.format(
          Locale.ROOT, "{\"median\": %.3f, \"min\": %.3f, \"max\": %.3f}", median, min, max);
    }
  }

  private static Spread ratio(Map<String, List<Loop.Cost>> loops, String over, String under) {
    List<Loop.Cost> a = loops.getOrDefault(over, List.of());
    List<Loop.Cost> b = loops.getOrDefault(under, List.of());
    double[] ratios = new double[a.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = a.get(i).microseconds() / b.get(i).microseconds();
    }
    return Spread.of(ratios);
  }

  void print() {
    System.out.println(settings());
    costs.forEach(
        (batch, loops) -> {
          System.out.printf("%n%-34s %21s %14s%n", "batch " + batch, "µs a step", "bytes a step");
          loops.forEach(LoopReport::printLoop);
          for (List<String> pair : RATIOS) {
            Spread ratio = ratio(loops, pair.get(0), pair.get(1));
            System.out.printf(
                Locale.ROOT,
                "  %-66s %.3f [%.3f, %.3f]%n",
                pair.get(0) + " / " + pair.get(1),
                ratio.median(),
                ratio.min(),
                ratio.max());
          }
        });
  }

  private static void printLoop(String name, List<Loop.Cost> costs) {
    Spread time = Spread.of(costs, Loop.Cost::microseconds);
    System.out.printf(
        Locale.ROOT,
        "%-34s %,7.0f [%,5.0f, %,5.0f] %,14.0f%n",
        name,
        time.median(),
        time.min(),
        time.max(),
        Spread.of(costs, Loop.Cost::bytes).median());
  }

  private String settings() {
    return arguments.repeats()
        + " repeats in turns; Java "
        + Runtime.version()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors, "
        + arguments
            .threads()
            .map(threads -> threads.intra() + " intra-op and " + threads.inter() + " inter-op")
            .orElse("default")
        + " threads";
  }

  void write() throws IOException {
    StringJoiner batches = new StringJoiner(",\n    ", "[\n    ", "\n  ]");
    costs.forEach((batch, loops) -> batches.add(json(batch, loops)));
    Files.writeString(
        arguments.json(),
        "{\n  \"settings\": \"" + settings() + "\",\n  \"batches\": " + batches + "\n}\n");
  }

  private static String json(int batch, Map<String, List<Loop.Cost>> loops) {
    StringJoiner fields = new StringJoiner(",\n     ", "{", "}");
    fields.add("\"batch\": " + batch);
    StringJoiner times = new StringJoiner(",\n       ", "{", "}");
    StringJoiner bytes = new StringJoiner(",\n       ", "{", "}");
    loops.forEach(
        (name, costs) -> {
          times.add(quoted(name) + Spread.of(costs, Loop.Cost::microseconds).json());
          bytes.add(quoted(name) + Spread.of(costs, Loop.Cost::bytes).json());
        });
    fields.add("\"microseconds\": " + times).add("\"bytes\": " + bytes);
    StringJoiner ratios = new StringJoiner(",\n       ", "{", "}");
    for (List<String> pair : RATIOS) {
      String name = pair.get(0) + " / " + pair.get(1);
      ratios.add(quoted(name) + ratio(loops, pair.get(0), pair.get(1)).json());
    }
    return fields.add("\"ratios\": " + ratios).toString();
  }

  private static String quoted(String name) {
    return "\"" + name + "\": ";
  }
}
