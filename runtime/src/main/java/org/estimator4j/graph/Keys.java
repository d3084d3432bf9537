package org.estimator4j.graph;

import java.nio.charset.StandardCharsets;

/** 64-bit keys for random streams; the same on every machine and in every version of Java. */
final class Keys {

  private Keys() {}

  /** A key of a seed and a name: FNV-1a over the name, then SplitMix64's finaliser. */
  static long of(long seed, String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return mix(hash ^ mix(seed + 0x9e3779b97f4a7c15L));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
