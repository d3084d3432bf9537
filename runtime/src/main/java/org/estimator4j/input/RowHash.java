package org.estimator4j.input;

/**
 * A 64-bit hash of the values of rows, for splits and checksums: for each value, {@code h = (h ^
 * bits) * 0x9FB21C651E98DF25; h ^= h >>> 32}, and {@link SplitMix#mix} at the end. Not for secrets.
 * This is a format: a split that people rely on comes out of it.
 */
final class RowHash {

  private long hash;

  /** Starts anew. */
  void reset(long seed) {
    hash = seed;
  }

  void add(long bits) {
    long h = (hash ^ bits) * 0x9FB21C651E98DF25L;
    hash = h ^ (h >>> 32);
  }

  void add(String text) {
    add(text.length());
    for (int i = 0; i < text.length(); i++) {
      add(text.charAt(i));
    }
  }

  long value() {
    return SplitMix.mix(hash, 0);
  }
}
