package org.estimator4j.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.estimator4j.processor.check.Rows.Row;
import org.estimator4j.processor.diagnostic.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract as a table: for each rule a small model that breaks it, and nothing else, beside its
 * neighbour that keeps to everything. No compiler is asked.
 */
class EveryRuleTest {

  /** What no rule finds, and the test with a compiler that shows it. */
  private static final Map<Problem, String> ELSEWHERE =
      new EnumMap<>(
          Map.of(
              Problem.STRAY_ANNOTATION, "InputRulesTest.annotationsThatNobodyReads",
              Problem.NAME_CLASH, "ProcessorTest.existingClassOfTheFactorysName",
              Problem.UNRESOLVED_TYPE, "ProcessorTest.typeThatNeverComesIsExplainedOnce",
              Problem.RUNTIME_MISSING, "ClassFilesTest.runtimeMissing",
              Problem.UNKNOWN_OPTION, "ProcessorTest.optionsAreChecked",
              Problem.OPTION_VALUE, "ProcessorTest.optionsAreChecked",
              Problem.PLAN, "GeneratedCodeTest.explainsItselfOnDemand",
              Problem.INTERNAL_ERROR, "ProcessorTest.failureOfTheProcessorIsOneErrorOnTheClass"));

  static Stream<Row> rows() {
    return Stream.concat(ShapeRows.all(), DataRows.all());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void brokenModelSaysThisAloneAndMendedNothing(Row row) {
    List<String> expected =
        row.places().stream().map(place -> row.problem().id() + " at " + place).toList();
    assertEquals(expected, row.broken().faults());
    assertEquals(List.of(), row.mended().faults());
  }

  /** A problem that a rule mentions without having a row fails here. */
  @Test
  void everyProblemThatRulesReportHasARow() {
    JavaClasses classes =
        new ClassFileImporter()
            .importUrl(Rules.class.getProtectionDomain().getCodeSource().getLocation());
    Set<String> reported =
        classes.stream()
            .filter(type -> type.getPackageName().matches(".*\\.(check|plan)"))
            .flatMap(type -> type.getFieldAccessesFromSelf().stream())
            .filter(access -> access.getTargetOwner().isEquivalentTo(Problem.class))
            .map(access -> access.getTarget().getName())
            .collect(Collectors.toSet());
    Set<Problem> rows = EnumSet.noneOf(Problem.class);
    rows().forEach(row -> rows.add(row.problem()));
    assertEquals(rows.stream().map(Problem::name).collect(Collectors.toSet()), reported);

    Set<Problem> others = EnumSet.complementOf(EnumSet.copyOf(rows));
    assertEquals(others, ELSEWHERE.keySet());
  }

  /** Each rule of the list is what finds the fault of some row. */
  @Test
  void everyRuleHasARow() {
    List<Integer> idle = new ArrayList<>();
    Subject any = rows().findFirst().orElseThrow().broken().made();
    for (int i = 0; Rules.check(i, any) != null; i++) {
      int rule = i;
      if (rows().allMatch(row -> List.of().equals(Rules.check(rule, row.broken().made())))) {
        idle.add(i);
      }
    }
    assertEquals(List.of(), idle, "rules, by their place in the list, that no row breaks");
  }

  @Test
  void testsOfWhatNoRuleFindsAreThere() throws IOException {
    for (String name : ELSEWHERE.values()) {
      String[] parts = name.split("\\.", -1);
      Path file = Path.of("src/test/java/org/estimator4j/processor", parts[0] + ".java");
      assertTrue(Files.readString(file).contains("void " + parts[1] + "("), name);
    }
  }
}
