package org.estimator4j.input;

/** An input whose batches are those of another one, handed out in another way. */
abstract class OuterInput implements Input {

  private final Input inner;

  OuterInput(Input inner) {
    this.inner = inner;
  }

  final Input inner() {
    return inner;
  }

  /** What is done to the batches in a few words, for people and for fingerprints. */
  abstract String operation();

  @Override
  public final ElementSpec elementSpec() {
    return inner.elementSpec();
  }

  @Override
  public String fingerprint() {
    return inner.fingerprint() + " | " + operation();
  }

  @Override
  public final String describe() {
    return Tree.of(operation(), inner.describe());
  }
}
