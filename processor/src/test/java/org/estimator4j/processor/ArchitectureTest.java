package org.estimator4j.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.type.TypeMirror;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The stages depend on each other in one direction, and only the outer ones on a compiler. */
class ArchitectureTest {

  private static final String BASE = "org.estimator4j.processor";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(EstimatorProcessor.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void stagesPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("processor")
        .definedBy(BASE)
        .layer("diagnostic")
        .definedBy(BASE + ".diagnostic")
        .layer("model")
        .definedBy(BASE + ".model")
        .layer("read")
        .definedBy(BASE + ".read")
        .layer("check")
        .definedBy(BASE + ".check")
        .layer("plan")
        .definedBy(BASE + ".plan")
        .layer("write")
        .definedBy(BASE + ".write")
        .whereLayer("processor")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("write")
        .mayOnlyBeAccessedByLayers("processor")
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("write", "processor")
        .whereLayer("check")
        .mayOnlyBeAccessedByLayers("processor")
        .whereLayer("read")
        .mayOnlyBeAccessedByLayers("processor")
        .whereLayer("diagnostic")
        .mayOnlyBeAccessedByLayers("model", "read", "check", "processor")
        .check(CLASSES);
  }

  /** So that they are tested without a compiler, and a second front end can be added. */
  @Test
  void innerStagesKnowNoCompiler() {
    noClasses()
        .that()
        .resideInAnyPackage(BASE + ".diagnostic", BASE + ".model", BASE + ".check")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax..", "com.sun..", "com.palantir..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(BASE + ".plan")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javax.lang.model.element..", "javax.lang.model.type..", "com.sun..", "com.palantir..")
        .check(CLASSES);
  }

  @Test
  void runtimeAndAnnotationsAreKnownByNameOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.tensorflow..",
            "org.estimator4j.annotation..",
            "org.estimator4j.spec..",
            "com.sun..")
        .check(CLASSES);
  }

  @Test
  void typesOfTheCompilerAreNeverComparedByEquals() {
    noClasses()
        .should()
        .callMethod(TypeMirror.class, "equals", Object.class)
        .orShould()
        .callMethod(TypeMirror.class, "hashCode")
        .check(CLASSES);
  }

  @Test
  void nothingPrints() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void onlyTheEntryOfAStageIsPublic() {
    classes()
        .that()
        .resideInAnyPackage(BASE, BASE + ".check", BASE + ".read", BASE + ".write", BASE + ".plan")
        .and()
        .areTopLevelClasses()
        .and()
        .haveSimpleNameNotEndingWith("package-info")
        .and()
        .haveNameNotMatching(
            ".*\\.(EstimatorProcessor|Rules|Subject|ModelReader|Strays|Reading|JavacPlace|FactoryWriter"
                + "|BrokenFactory|GeneratedFile|Explanation|MermaidDiagram|Surroundings|Planner|FactoryPlan|ModePlan"
                + "|InputPlan|Lookup|Statement|Filling|Call|Argument|PredictorPlanner|PredictorPlan"
                + "|JavaElement|PredictorWriter|BrokenPredictor)")
        .should()
        .notHaveModifier(JavaModifier.PUBLIC)
        .check(CLASSES);
  }

  @Test
  void filesStaySmall() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        List<String> lines = Files.readAllLines(file);
        Assertions.assertTrue(lines.size() <= 300, () -> file + " has " + lines.size() + " lines");
      }
    }
  }
}
