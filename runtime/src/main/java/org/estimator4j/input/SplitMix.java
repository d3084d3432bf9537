package org.estimator4j.input;

/**
 * The generator behind every shuffle: SplitMix64 (Steele, Lea, Flood 2014), written out here
 * because an order must be the same on every JVM for ever. The state advances by the golden ratio;
 * each output is the state after two rounds of multiply and shift.
 */
final class SplitMix {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  SplitMix(long seed) {
    this.state = seed;
  }

  /** The next 64 random bits. */
  long next() {
    state += GOLDEN;
    return scramble(state);
  }

  /** The next number from 0 to {@code bound}, exclusive; each is exactly equally likely. */
  int next(int bound) {
    // Lemire 2019: the high half of bits × bound, after refusing the few bits that favour some.
    long product = (next() >>> 32) * bound;
    if ((product & 0xFFFFFFFFL) < bound) {
      long refused = (1L << 32) % bound;
      while ((product & 0xFFFFFFFFL) < refused) {
        product = (next() >>> 32) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** One number out of two: another one, hardly related, whenever either changes. */
  static long mix(long a, long b) {
    return scramble(scramble(a + GOLDEN) ^ (b * GOLDEN + GOLDEN));
  }

  private static long scramble(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
