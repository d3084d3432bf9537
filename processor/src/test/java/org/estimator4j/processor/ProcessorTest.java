package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.file;
import static org.estimator4j.processor.Sources.model;
import static org.estimator4j.processor.Sources.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.read.Lookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The processor among compilers, other processors, class files and its own failures. */
class ProcessorTest {

  private static final String COMPLETE = model(NETWORK, PREDICTIONS, LOSS, TRAIN_OP);
  private static final String WITH_GENERATED_TYPE =
      model(
          "@ModelFn Net net(@Feature Operand<TFloat32> x) { return null; }",
          PREDICTIONS,
          LOSS,
          TRAIN_OP);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void typeThatAnotherProcessorWritesLaterIsWaitedFor(int round) {
    for (boolean oursFirst : new boolean[] {true, false}) {
      List<Processor> processors =
          oursFirst
              ? List.of(new EstimatorProcessor(), new Companion(round))
              : List.of(new Companion(round), new EstimatorProcessor());
      Check check = Check.compile(List.of(), processors, WITH_GENERATED_TYPE);
      assertEquals("", check.messages());
      assertTrue(check.generated("p.MSpecFactory").contains("Net net = model.net(x);"));
    }
  }

  @Test
  void furtherRoundsRepeatNoMessage() {
    Check check =
        Check.compile(
            List.of(),
            List.of(new EstimatorProcessor(), new Companion(3)),
            model(
                NETWORK, PREDICTIONS, LOSS, TRAIN_OP.replace("Optimizer ", "private Optimizer ")));
    assertEquals(1, check.messages().split("private-method", -1).length - 1, check::messages);
  }

  @Test
  void typeThatNeverComesIsExplainedOnce() {
    Check.compile(List.of(), List.of(new EstimatorProcessor()), WITH_GENERATED_TYPE)
        .says(
            "cannot find symbol",
            "[estimator4j:unresolved-type] M cannot be checked: the type Net (the return type of"
                + " net) does not exist.");
    Check check =
        Check.compile(
            List.of(),
            List.of(new EstimatorProcessor(), new Companion(0)),
            model(
                NETWORK,
                PREDICTIONS,
                "@Loss Gone<String> loss(Operand<Away> logits) throws Lost { return null; }",
                TRAIN_OP));
    assertEquals(3, check.messages().split("unresolved-type", -1).length - 1, check::messages);
    check.says(
        "(the return type of loss)",
        "the type Away (parameter 'logits' of loss)",
        "the type Lost (");
  }

  @Test
  void unresolvedTypesArePlaced() {
    List<String> ours =
        Check.compile(
                List.of(),
                List.of(new EstimatorProcessor()),
                model("@ModelFn Gone logits(Operand<Away> x) { return null; }"))
            .positions("unresolved-type");
    assertEquals(List.of("3:15", "3:36"), ours);
  }

  @Test
  void typeThatKaptDoesNotKnow() {
    Check.that(
            "package error; public class NonExistentClass {}",
            model(
                NETWORK,
                PREDICTIONS,
                "@Loss error.NonExistentClass «unresolved-type»loss(Operand<TFloat32> logits) {"
                    + " return null; }",
                TRAIN_OP))
        .says("correctErrorTypes");
  }

  @Test
  void missingSuperclassIsWaitedForAndExplained() {
    Check.compile(
            List.of(),
            List.of(new EstimatorProcessor()),
            type("class M extends Gone<String>", NETWORK, PREDICTIONS, LOSS, TRAIN_OP))
        .says("(a supertype of M) does not exist");
  }

  @Test
  void existingClassOfTheFactorysName() {
    Check.that(
            file("«name-clash»class M {" + NETWORK + PREDICTIONS + LOSS + TRAIN_OP + "}"),
            "package p; class MSpecFactory {}")
        .says(
            "The factory of M would be called MSpecFactory, and a class of that name exists"
                + " already.");
  }

  @Test
  void twoModelsWhoseFactoriesHaveOneName() {
    String members = NETWORK + PREDICTIONS + LOSS + TRAIN_OP;
    Check.that(
        file("class Outer { static class Inner {" + members + "} }"),
        file("«name-clash»class Outer_Inner {" + members + "}"));
  }

  @Test
  void invalidClassDoesNotStopOthers() {
    Check check =
        Check.that(
            type(
                "class Bad",
                NETWORK.replace("@ModelFn", "«missing-role»@ModelFn"),
                PREDICTIONS,
                LOSS),
            COMPLETE,
            type(
                "class Worse",
                "«missing-role»@ModelFn int «return-type»x() { return 0; }",
                LOSS,
                TRAIN_OP));
    assertTrue(check.generated("p.MSpecFactory").contains("forTraining"));
  }

  @Test
  void failureOfTheProcessorIsOneErrorOnTheClass() {
    List<String> errors = List.of("StackOverflowError", "IllegalStateException", "AssertionError");
    for (String error : errors) {
      Check check =
          Check.compile(
              List.of(),
              List.of(
                  new EstimatorProcessor(
                      model -> {
                        if (model.name().equals("Bad")) {
                          fail(error);
                        }
                      })),
              type("class Bad", NETWORK, PREDICTIONS, LOSS, TRAIN_OP),
              COMPLETE);
      check.says(
          "[estimator4j:internal-error] The processor failed on p.Bad: java.lang." + error,
          "JDK " + System.getProperty("java.version"),
          "Please report it",
          "at org.estimator4j.processor.ProcessorTest");
      assertEquals(List.of("2:1"), check.positions(Problem.INTERNAL_ERROR.id()));
      check.generated("p.MSpecFactory");
    }
  }

  /** What some compilers throw out of any question about a class whose file is gone. */
  private static final class CompletionFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CompletionFailure(String message) {
      super(message);
    }
  }

  @Test
  void classFileThatIsGoneIsNoFailureOfTheProcessor() {
    Check.compile(
            List.of(),
            List.of(
                new EstimatorProcessor(
                    model -> {
                      throw new CompletionFailure("class file for q.Gone not found");
                    })),
            COMPLETE)
        .says("[estimator4j:unresolved-type] M cannot be checked: the type q.Gone (")
        .doesNotSay("internal-error");
  }

  private static void fail(String error) {
    switch (error) {
      case "StackOverflowError" -> throw new StackOverflowError();
      case "AssertionError" -> throw new AssertionError("odd");
      default -> throw new IllegalStateException("odd");
    }
  }

  @Test
  void optionsAreChecked() {
    Check.compile(
            List.of("-Aestimator4j.explian=true", "-Aother=1"),
            List.of(new EstimatorProcessor()),
            COMPLETE)
        .says(
            "[estimator4j:unknown-option] There is no processor option 'estimator4j.explian'. Did"
                + " you mean 'estimator4j.explain'?",
            "The options are: estimator4j.diagram, estimator4j.explain, estimator4j.suppress.")
        .doesNotSay("'other'");
    Check.compile(
            List.of("-Aestimator4j.explain=yes", "-Aestimator4j.suppress=unused-rol,missing-role"),
            List.of(new EstimatorProcessor()),
            COMPLETE)
        .says(
            "[estimator4j:option-value] The processor option 'estimator4j.explain' does not take"
                + " the value 'yes'.",
            "It takes: true, false.",
            "does not take the value 'unused-rol'. Did you mean 'unused-role'?",
            "does not take the value 'missing-role'.");
  }

  @Test
  void compilationWithoutModelsIsLeftAlone() {
    Check.compile(
            List.of("-Aestimator4j.nonsense=1"),
            List.of(new EstimatorProcessor()),
            "package p; class Plain {}")
        .doesNotSay("estimator4j:");
  }

  @Test
  void annotationsAreNotClaimed() {
    List<String> seen = new ArrayList<>();
    Companion witness =
        new Companion(0) {
          @Override
          public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            annotations.forEach(annotation -> seen.add(annotation.getQualifiedName().toString()));
            return false;
          }
        };
    Check.compile(List.of(), List.of(new EstimatorProcessor(), witness), COMPLETE);
    assertTrue(seen.contains("org.estimator4j.annotation.ModelFn"), seen::toString);
  }

  /** Elements do not outlive a round, nor does what holds them: only names do. */
  @Test
  void nothingOfARoundIsKept() {
    List<Class<?>> keeping =
        new ArrayList<>(List.of(EstimatorProcessor.class.getDeclaredClasses()));
    keeping.addAll(
        List.of(
            EstimatorProcessor.class,
            ModelTask.class,
            Reporter.class,
            Safely.class,
            Options.class));
    for (Class<?> type : keeping) {
      for (Field field : type.getDeclaredFields()) {
        String kept = field.getGenericType().getTypeName();
        for (String fleeting :
            List.of(
                "javax.lang.model.", Round.class.getName(), Lookup.class.getPackageName() + ".")) {
          assertFalse(kept.contains(fleeting), field::toString);
        }
      }
    }
  }
}
