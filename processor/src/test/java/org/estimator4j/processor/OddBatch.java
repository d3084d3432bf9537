package org.estimator4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Compiles odd sources together, a package each, such that each is judged as if it were alone.
 *
 * <p>Sources that do not parse are left out, since no processor would see them. The others are
 * compiled as Error Prone wants it: whatever is wrong with one of them, processors run, and what is
 * written for the others is looked at. What nobody said a word against is compiled once more, to
 * the very end.
 */
final class OddBatch {

  /** A source in package {@code p<seed>}. */
  record Odd(int seed, String text) {}

  /** How many sources the processor wrote a file for, and how many compiled. */
  record Count(int processed, int valid) {
    Count plus(Count other) {
      return new Count(processed + other.processed, valid + other.valid);
    }
  }

  private static final Pattern HOME = Pattern.compile("/p(\\d+)/");

  private OddBatch() {}

  /** Asserts that the processor did not fail, and that what it wrote compiles. */
  static Count check(List<Odd> sources) {
    Set<JavaFileObject> broken =
        FastCompiler.unparsable(sources.stream().map(OddBatch::source).toList());
    Set<Integer> unparsable = new HashSet<>();
    broken.forEach(file -> unparsable.add(seed(file)));
    return judge(sources.stream().filter(odd -> !unparsable.contains(odd.seed())).toList());
  }

  private static Count judge(List<Odd> sources) {
    if (sources.isEmpty()) {
      return new Count(0, 0);
    }
    Optional<Run> run = Run.of(sources, "--should-stop=ifError=FLOW");
    if (run.isEmpty()) {
      return sources.stream().map(odd -> judge(List.of(odd))).reduce(new Count(0, 0), Count::plus);
    }
    Set<Integer> wrong = run.get().errors();
    List<Odd> fine = sources.stream().filter(odd -> !wrong.contains(odd.seed())).toList();
    if (!fine.isEmpty()) {
      assertEquals(Set.of(), Run.of(fine).orElseThrow().errors());
    }
    return new Count(run.get().generated().size(), fine.size());
  }

  private static JavaFileObject source(Odd odd) {
    return FastCompiler.source("p" + odd.seed() + ".M", odd.text());
  }

  private static int seed(@Nullable JavaFileObject file) {
    Matcher home = HOME.matcher(file == null ? "" : file.toUri().toString());
    assertTrue(home.find(), () -> "of no source: " + file);
    return Integer.parseInt(home.group(1));
  }

  /** One compilation, in which nothing was the processor's fault. */
  private record Run(Set<Integer> errors, Set<Integer> generated) {

    /** Nothing if javac itself failed, which it may if there are several sources. */
    static Optional<Run> of(List<Odd> sources, String... more) {
      List<String> options = new ArrayList<>(List.of(more));
      options.addAll(
          List.of("-Xlint:all,-processing,-path", "-Xmaxerrs", "100000", "-Xmaxwarns", "100000"));
      try {
        return Optional.of(
            of(
                sources,
                FastCompiler.compile(
                    options,
                    List.of(new EstimatorProcessor()),
                    sources.stream().map(OddBatch::source).toList())));
      } catch (RuntimeException e) {
        if (sources.size() == 1) {
          throw new AssertionError(sources.get(0).toString(), e);
        }
        return Optional.empty();
      }
    }

    private static Run of(List<Odd> sources, FastCompiler.Outcome outcome) {
      Set<Integer> errors = new HashSet<>();
      Set<String> ours = outcome.generated().keySet();
      List<Diagnostic<? extends JavaFileObject>> inOurs = new ArrayList<>();
      for (Diagnostic<? extends JavaFileObject> diagnostic : outcome.diagnostics()) {
        if (diagnostic.getKind() == Diagnostic.Kind.NOTE) {
          continue;
        }
        if (diagnostic.getSource() == null) {
          // Of a class that extends itself, javac knows no places any more.
          assertTrue(
              outcome.diagnostics().stream()
                  .anyMatch(each -> "compiler.err.cyclic.inheritance".equals(each.getCode())),
              diagnostic::toString);
          continue;
        }
        if (ours.contains(className(diagnostic.getSource()))) {
          inOurs.add(diagnostic);
        } else if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
          errors.add(seed(diagnostic.getSource()));
        }
        if (diagnostic.getMessage(Locale.ROOT).contains("internal-error")) {
          throw fault(sources, outcome, diagnostic);
        }
      }
      for (Diagnostic<? extends JavaFileObject> diagnostic : inOurs) {
        // Else it follows from what is wrong with the source; javac would stop at that.
        if (!errors.contains(seed(diagnostic.getSource()))) {
          throw fault(sources, outcome, diagnostic);
        }
      }
      Set<Integer> generated = new HashSet<>();
      ours.forEach(name -> generated.add(Integer.valueOf(name.substring(1, name.indexOf('.')))));
      return new Run(errors, generated);
    }

    private static AssertionError fault(
        List<Odd> sources,
        FastCompiler.Outcome outcome,
        Diagnostic<? extends JavaFileObject> diagnostic) {
      int seed = seed(diagnostic.getSource());
      return new AssertionError(
          "seed %d: %s\n%s\n%s"
              .formatted(
                  seed,
                  diagnostic,
                  sources.stream().filter(odd -> odd.seed() == seed).map(Odd::text).toList(),
                  outcome.generated().entrySet().stream()
                      .filter(entry -> entry.getKey().startsWith("p" + seed + "."))
                      .toList()));
    }

    private static String className(@Nullable JavaFileObject file) {
      return file == null
          ? ""
          : file.getName().replaceFirst("^/", "").replace('/', '.').replaceFirst("\\.java$", "");
    }
  }
}
