package org.estimator4j.serve;

/** Whether the inputs of a model are the rows of one batch. */
enum RowRule {

  /** They are. */
  EQUAL(""),

  /** They are taken to be, as nobody has said that they are not. */
  EQUAL_UNLESS_TOLD(
      "; if they are not the rows of one batch, load the model with"
          + " PredictorOption.unequalRows()"),

  /** Each has a first dimension of its own. */
  FREE("");

  private final String advice;

  RowRule(String advice) {
    this.advice = advice;
  }

  /** What the message about unequal inputs says at its end. */
  String advice() {
    return advice;
  }
}
