package org.estimator4j.hook;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bytedeco.javacpp.Pointer;
import org.estimator4j.tensorflow.OpenHandles;

/**
 * What the process uses.
 *
 * @param heapBytes the Java heap in use, garbage included
 * @param residentBytes the physical memory of the whole process, native memory included; empty
 *     where the system does not tell
 * @param openHandles native holders that are open; empty unless the JVM runs with {@code
 *     -Destimator4j.leaks=true}, which counts them
 */
public record ResourceUse(long heapBytes, OptionalLong residentBytes, OptionalInt openHandles) {

  private static final double MIB = 1024 * 1024;

  /**
   * What the process uses now.
   *
   * @return a reading
   */
  public static ResourceUse now() {
    long resident = Pointer.physicalBytes();
    return new ResourceUse(
        heap(),
        resident > 0 ? OptionalLong.of(resident) : OptionalLong.empty(),
        Boolean.getBoolean("estimator4j.leaks")
            ? OptionalInt.of(OpenHandles.report().size())
            : OptionalInt.empty());
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** For a log, such as {@code heap 12.5 MiB, resident 800.0 MiB, 14 native handles open}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(mib("heap ", heapBytes));
    residentBytes.ifPresent(bytes -> text.append(mib(", resident ", bytes)));
    openHandles.ifPresent(count -> text.append(", ").append(count).append(" native handles open"));
    return text.toString();
  }

  static String mib(String what, long bytes) {
    return String.format(Locale.ROOT, "%s%.1f MiB", what, bytes / MIB);
  }
}
