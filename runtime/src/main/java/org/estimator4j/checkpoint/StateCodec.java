package org.estimator4j.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The value of {@value CheckpointReader#STATE_VARIABLE}: the states of {@link CheckpointState} by
 * name.
 *
 * <pre>
 * value := magic(int: "E4JS") version(int: 1) count(int) state…
 * state := name(short length, UTF-8) length(int) bytes
 * </pre>
 *
 * <p>Numbers are big-endian. The bundle has a checksum over it. A version that adds something gets
 * a new number; older numbers stay readable.
 */
final class StateCodec {

  private static final int MAGIC = 0x45344A53;
  private static final int VERSION = 1;

  private StateCodec() {}

  static byte[] encode(Map<String, byte[]> states) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(states.size());
      for (Map.Entry<String, byte[]> state : states.entrySet()) {
        out.writeUTF(state.getKey());
        out.writeInt(state.getValue().length);
        out.write(state.getValue());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("a state's name is too long", e);
    }
    return bytes.toByteArray();
  }

  static Map<String, byte[]> decode(Path prefix, byte[] bytes) {
    Map<String, byte[]> states = new LinkedHashMap<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("it does not begin with the mark of states");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new IncompatibleCheckpointException(
            prefix,
            "checkpoint "
                + prefix
                + " holds states of version "
                + version
                + ", but this version of estimator4j reads version "
                + VERSION
                + " only; use the version that wrote it, or a later one",
            null);
      }
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
          throw new IOException("state '" + name + "' would be " + length + " bytes long");
        }
        states.put(name, in.readNBytes(length));
      }
    } catch (IOException e) {
      throw new DamagedCheckpointException(
          prefix,
          "checkpoint "
              + prefix
              + ": variable '"
              + CheckpointReader.STATE_VARIABLE
              + "' is not what estimator4j wrote: "
              + e.getMessage(),
          e);
    }
    return states;
  }
}
