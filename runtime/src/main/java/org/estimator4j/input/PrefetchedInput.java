package org.estimator4j.input;

import java.util.OptionalLong;

/** An input read ahead by a thread. */
final class PrefetchedInput implements Input {

  private final Input inner;
  private final int batches;

  PrefetchedInput(Input inner, int batches) {
    if (batches < 1) {
      throw new IllegalArgumentException(
          "prefetch(" + batches + "): at least one batch must be held ready");
    }
    this.inner = inner;
    this.batches = batches;
  }

  @Override
  public InputCursor open(InputContext context) {
    return new PrefetchCursor(inner.open(context), batches, context.position());
  }

  @Override
  public boolean isPrefetched() {
    return true;
  }

  @Override
  public ElementSpec elementSpec() {
    return inner.elementSpec();
  }

  @Override
  public OptionalLong size() {
    return inner.size();
  }

  /** That of the batches: reading them ahead does not change what a position means. */
  @Override
  public String fingerprint() {
    return inner.fingerprint();
  }

  @Override
  public String describe() {
    return "prefetch " + batches + "\n  " + inner.describe().replace("\n", "\n  ");
  }
}
