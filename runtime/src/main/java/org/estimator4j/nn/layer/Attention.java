package org.estimator4j.nn.layer;

/**
 * Settings of multi-head attention. Immutable: each method returns a copy.
 *
 * <pre>{@code Attention settings = Attention.heads(4, 16).dropout(0.1).seeOnlyBefore();}</pre>
 *
 * @param heads the number of heads
 * @param size the size of each head
 * @param dropout the share of the attention that is dropped in TRAIN
 * @param causal whether a position sees only itself and those before it
 */
public record Attention(int heads, int size, double dropout, boolean causal) {

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if a number is not positive, or the dropout not in [0, 1)
   */
  public Attention {
    Arguments.positive("number of heads", heads);
    Arguments.positive("size of a head", size);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("the dropout must be in [0, 1), got " + dropout);
    }
  }

  /**
   * All positions see each other, without dropout.
   *
   * @param heads the number of heads
   * @param size the size of each head
   * @return the settings
   */
  public static Attention heads(int heads, int size) {
    return new Attention(heads, size, 0, false);
  }

  /**
   * With dropout.
   *
   * @param share the share of the attention that is dropped in TRAIN
   * @return new settings
   */
  public Attention dropout(double share) {
    return new Attention(heads, size, share, causal);
  }

  /**
   * With each position seeing only itself and those before it.
   *
   * @return new settings
   */
  public Attention seeOnlyBefore() {
    return new Attention(heads, size, dropout, true);
  }
}
