package org.estimator4j.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a benchmark is told on its command line, as {@code name=value}. */
record Arguments(
    List<Integer> batches, int repeats, Optional<Threads> threads, Path json, List<String> peer) {

  /** Thread settings, as in {@code RunConfigBuilder.threads}. */
  record Threads(int intra, int inter) {}

  static Arguments of(String[] args) {
    List<Integer> batches = List.of(32, 128, 1024);
    int repeats = 25;
    Optional<Threads> threads = Optional.empty();
    Path json = Path.of("loop.json");
    List<String> peer = List.of();
    for (String arg : args) {
      String value = arg.substring(arg.indexOf('=') + 1);
      switch (arg.substring(0, Math.max(0, arg.indexOf('=')))) {
        case "batches" -> batches = numbers(value);
        case "repeats" -> repeats = Integer.parseInt(value);
        case "threads" -> threads = Optional.of(threads(numbers(value)));
        case "json" -> json = Path.of(value);
        case "peer" -> peer = List.of(value.split(",", -1));
        default ->
            throw new IllegalArgumentException(
                "'" + arg + "' is not known; known are batches=, repeats=, threads=, json=, peer=");
      }
    }
    return new Arguments(batches, repeats, threads, json, peer);
  }

  private static List<Integer> numbers(String text) {
    return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
  }

  private static Threads threads(List<Integer> two) {
    return new Threads(two.get(0), two.get(1));
  }
}
