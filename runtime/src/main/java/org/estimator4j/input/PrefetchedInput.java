package org.estimator4j.input;

import java.util.OptionalLong;

/** An input read ahead by a thread. */
final class PrefetchedInput extends OuterInput {

  private final int batches;

  PrefetchedInput(Input inner, int batches) {
    super(inner);
    if (batches < 1) {
      throw new IllegalArgumentException(
          "prefetch(" + batches + "): at least one batch must be held ready");
    }
    this.batches = batches;
  }

  @Override
  public InputCursor open(InputContext context) {
    return new PrefetchCursor(inner().open(context), batches, context.position());
  }

  @Override
  public boolean isPrefetched() {
    return true;
  }

  @Override
  public OptionalLong size() {
    return inner().size();
  }

  /** That of the batches: reading them ahead does not change what a position means. */
  @Override
  public String fingerprint() {
    return inner().fingerprint();
  }

  @Override
  String operation() {
    return "prefetch " + batches;
  }
}
