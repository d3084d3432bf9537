package org.estimator4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The architecture as a test: rooms in their order, without cycles, each with its package-info. */
class ArchitectureTest {

  /** Each room may use those before it; the last is the front door. */
  private static final List<String> ROOMS =
      List.of(
          "tensorflow",
          "graph",
          "config",
          "feature",
          "nn",
          "format",
          "checkpoint",
          "summary",
          "session",
          "hook",
          "input",
          "spec",
          "export",
          "serve",
          "progress",
          "report",
          "");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages("org.estimator4j");

  private static String[] packagesOf(String room) {
    return room.isEmpty()
        ? new String[] {"org.estimator4j"}
        : new String[] {"org.estimator4j." + room, "org.estimator4j." + room + ".."};
  }

  @TestFactory
  List<DynamicTest> aRoomUsesOnlyThoseBeforeIt() {
    return java.util.stream.IntStream.range(0, ROOMS.size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    ROOMS.get(i).isEmpty() ? "the front door" : ROOMS.get(i),
                    () -> {
                      String[] later =
                          ROOMS.subList(i + 1, ROOMS.size()).stream()
                              .flatMap(room -> List.of(packagesOf(room)).stream())
                              .toArray(String[]::new);
                      ArchRule rule =
                          noClasses()
                              .that()
                              .resideInAnyPackage(packagesOf(ROOMS.get(i)))
                              .should()
                              .dependOnClassesThat()
                              .resideInAnyPackage(later)
                              .allowEmptyShould(true);
                      rule.check(CLASSES);
                    }))
        .toList();
  }

  @Test
  void everyPackageBelongsToARoom() {
    Set<String> strays =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.startsWith("org.estimator4j.annotation"))
            .map(name -> name.equals("org.estimator4j") ? "" : name.split("\\.", -1)[2])
            .filter(room -> !ROOMS.contains(room))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), strays);
  }

  @Test
  void noCyclesBetweenPackages() {
    slices().matching("org.estimator4j.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageSaysItsJob() {
    Set<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    for (String name : packages) {
      assertTrue(
          name.startsWith("org.estimator4j.annotation") || CLASSES.contain(name + ".package-info"),
          name + " has no package-info, or it is not @NullMarked");
    }
  }

  @Test
  void noClassOfOursIsInAPackageOfTensorFlow() {
    assertTrue(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("org.tensorflow")
            .isEmpty());
  }

  @Test
  void nothingPrints() {
    com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
        CLASSES);
  }
}
