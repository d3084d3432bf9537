package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.model;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Kotlin data classes as results, in the shape in which kapt shows them. */
class DataClassTest {

  /** As dumped from kapt, Kotlin 2.4.21, without the metadata; one annotation at each site. */
  private static final String ANSWER =
      """
      static final class Answer {
        private final Operand<TInt64> species = null;
        @Output(name = "odds", shape = {-1L, 3L})
        private final Operand<TFloat32> probabilities = null;
        private final Operand<TFloat32> isSure = null;
        private final int ofTheBody = 0;
        static final int CONSTANT = 1;

        Answer(Operand<TInt64> species,
            @Output(shape = {-1L, 3L}) Operand<TFloat32> probabilities,
            @Output(name = "sure") Operand<TFloat32> isSure) {
          super();
        }

        public final Operand<TInt64> getSpecies() { return null; }

        public final Operand<TFloat32> getProbabilities() { return null; }

        public final Operand<TFloat32> isSure() { return null; }

        public final int getOfTheBody() { return 0; }

        public final Operand<TInt64> component1() { return null; }

        public final Operand<TFloat32> component2() { return null; }

        public final Operand<TFloat32> component3() { return null; }

        public final Answer copy(Operand<TInt64> species, Operand<TFloat32> probabilities,
            Operand<TFloat32> isSure) { return null; }
      }
      """;

  private static final String PREDICTIONS =
      "@Predictions Answer answer(Operand<TFloat32> logits) { return null; }";

  @Test
  void itsPropertiesAreOutputsReadByTheirGetters() {
    String factory =
        Check.that(model(NETWORK, ANSWER, PREDICTIONS, LOSS, TRAIN_OP)).generated("p.MSpecFactory");
    assertTrue(factory.contains(".prediction(\"species\", answer.getSpecies())"), factory);
    assertTrue(factory.contains(".prediction(\"odds\", answer.getProbabilities())"), factory);
    assertTrue(factory.contains(".prediction(\"sure\", answer.component3())"), factory);
    assertTrue(!factory.contains("ofTheBody"), factory);
  }

  @Test
  void itsPropertiesBindByName() {
    String factory =
        Check.that(
                model(
                    NETWORK,
                    ANSWER,
                    PREDICTIONS,
                    LOSS,
                    TRAIN_OP,
                    "@PredictionHooks SessionRunHook hook(Operand<TInt64> species) { return null; }"))
            .generated("p.MSpecFactory");
    assertTrue(factory.contains("model.hook(answer.getSpecies())"), factory);
  }

  @Test
  void aPropertyOfAnotherTypeIsAnErrorAsInARecord() {
    Check.that(
            model(
                NETWORK,
                ANSWER.replace("Operand<TInt64>", "String"),
                "@Predictions Answer «return-type»answer(Operand<TFloat32> logits) { return null; }",
                LOSS,
                TRAIN_OP))
        .says("a record with components of other types");
  }

  @Test
  void twoOutputsOfOneNameAreFound() {
    Check.that(
            model(
                NETWORK,
                ANSWER.replace(
                    "@Output(name = \"odds\", shape = {-1L, 3L})",
                    "@Output(name = «duplicate-output»\"species\", shape = {-1L, 3L})"),
                PREDICTIONS,
                LOSS,
                TRAIN_OP))
        .says("species");
  }

  /** What is internal has a name of its own in Java; what is private has none. */
  @Test
  void internalPropertiesAreReadAndPrivateOnesAreNot() {
    String answer =
        """
          static final class Answer {
            private final Operand<TFloat32> odds = null;
            private final Operand<TFloat32> secret = null;
            private final Operand<TFloat32> isSure = null;

            Answer(Operand<TFloat32> odds, Operand<TFloat32> secret, Operand<TFloat32> isSure) { super(); }

            public final Operand<TFloat32> getOdds$app() { return null; }

            public final Operand<TFloat32> component1$app() { return null; }

            private final Operand<TFloat32> component2() { return null; }

            public final Operand<TFloat32> component3$app() { return null; }
          }
        """;
    String factory =
        Check.that(model(NETWORK, answer, PREDICTIONS, LOSS, TRAIN_OP)).generated("p.MSpecFactory");
    assertTrue(factory.contains(".prediction(\"odds\", answer.getOdds$app())"), factory);
    assertTrue(factory.contains(".prediction(\"isSure\", answer.component3$app())"), factory);
    assertTrue(!factory.contains("secret"), factory);
  }
}
