package org.estimator4j.processor;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Severity;
import org.estimator4j.processor.diagnostic.Suggestions;

/**
 * What the user asks of the processor by {@code -Aestimator4j.…}.
 *
 * @param explain whether to print what each factory does
 * @param diagram whether to draw it beside each factory
 * @param suppressed the ids of warnings and notes to keep silent
 */
record Options(boolean explain, boolean diagram, Set<String> suppressed) {

  private static final String PREFIX = "estimator4j.";
  private static final String EXPLAIN = PREFIX + "explain";
  private static final String DIAGRAM = PREFIX + "diagram";
  private static final String SUPPRESS = PREFIX + "suppress";

  /** The options that there are. */
  static final Set<String> NAMES =
      Collections.unmodifiableSet(new LinkedHashSet<>(List.of(DIAGRAM, EXPLAIN, SUPPRESS)));

  /** Reads the options; what cannot be understood is an error, and then counts as not given. */
  static Options parse(Map<String, String> given, Consumer<String> errors) {
    boolean explain = false;
    boolean diagram = false;
    Set<String> suppressed = new TreeSet<>();
    for (Map.Entry<String, String> option : new TreeMap<>(given).entrySet()) {
      String value = option.getValue() == null ? "" : option.getValue().strip();
      switch (option.getKey()) {
        case DIAGRAM -> diagram = parseFlag(DIAGRAM, value, errors);
        case EXPLAIN -> explain = parseFlag(EXPLAIN, value, errors);
        case SUPPRESS -> suppressed.addAll(parseIds(value, errors));
        default -> {
          if (option.getKey().startsWith(PREFIX)) {
            errors.accept(
                Problem.UNKNOWN_OPTION.message(
                    option.getKey(), near(option.getKey(), NAMES), String.join(", ", NAMES)));
          }
        }
      }
    }
    return new Options(explain, diagram, suppressed);
  }

  private static boolean parseFlag(String option, String value, Consumer<String> errors) {
    if (!List.of("", "true", "false").contains(value)) {
      illegal(option, value, List.of("true", "false"), errors);
    }
    return value.isEmpty() || value.equals("true");
  }

  private static List<String> parseIds(String value, Consumer<String> errors) {
    List<String> legal =
        Arrays.stream(Problem.values())
            .filter(problem -> problem.severity() != Severity.ERROR)
            .map(Problem::id)
            .toList();
    List<String> ids =
        Arrays.stream(value.split(",", -1)).map(String::strip).filter(id -> !id.isEmpty()).toList();
    ids.stream()
        .filter(id -> !legal.contains(id))
        .forEach(id -> illegal(SUPPRESS, id, legal, errors));
    return ids;
  }

  private static void illegal(
      String option, String value, List<String> legal, Consumer<String> errors) {
    errors.accept(
        Problem.OPTION_VALUE.message(option, value, near(value, legal), String.join(", ", legal)));
  }

  private static String near(String word, Collection<String> candidates) {
    Optional<String> nearest = Suggestions.nearest(word, candidates);
    return nearest.map(name -> " Did you mean '" + name + "'?").orElse("");
  }
}
