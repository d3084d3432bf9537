package org.estimator4j;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.estimator4j.checkpoint.CheckpointState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a training has read its input: the pass, and the batches of it that completed steps have
 * consumed. Part of every checkpoint, so that a killed run goes on with the very batch it would
 * have seen.
 */
final class InputProgress implements CheckpointState {

  private static final Logger LOG = LoggerFactory.getLogger(InputProgress.class);
  private static final int VERSION = 1;

  private final String fingerprint;
  private final long seed;
  private long pass;
  private long position;

  InputProgress(String fingerprint, long seed) {
    this.fingerprint = fingerprint;
    this.seed = seed;
  }

  long pass() {
    return pass;
  }

  long position() {
    return position;
  }

  void consumed(long newPosition) {
    position = newPosition;
  }

  /** There is no checkpoint: the input is read from its start. */
  void reset() {
    pass = 0;
    position = 0;
  }

  /** The input has ended: the next training reads it from the start, in another order. */
  void ended() {
    pass++;
    position = 0;
  }

  @Override
  public String name() {
    return "input";
  }

  @Override
  public byte[] save() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeUTF(fingerprint);
      out.writeLong(seed);
      out.writeLong(pass);
      out.writeLong(position);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void restore(byte[] state) {
    reset();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      int version = in.readInt();
      if (version > VERSION) {
        LOG.warn(
            "the checkpoint was written by a later version of estimator4j; the input starts afresh");
        return;
      }
      String savedFingerprint = in.readUTF();
      long savedSeed = in.readLong();
      long savedPass = in.readLong();
      long savedPosition = in.readLong();
      if (savedSeed != seed) {
        LOG.warn(
            "the run had seed {} and now has {}: it will not end as an undisturbed one",
            savedSeed,
            seed);
      }
      pass = savedPass;
      if (savedFingerprint.equals(fingerprint) && savedSeed == seed) {
        position = savedPosition;
      } else if (savedPosition > 0) {
        LOG.info(
            "the input is another one than before; it starts afresh (was {}, is {})",
            savedFingerprint,
            fingerprint);
      }
    } catch (IOException e) {
      LOG.warn("the position of the input cannot be read; the input starts afresh", e);
    }
  }
}
