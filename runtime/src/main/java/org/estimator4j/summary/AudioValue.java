package org.estimator4j.summary;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.tensorflow.proto.Summary;

/** A sound, encoded as WAV: a header of 44 bytes, then samples of 16 bits. */
final class AudioValue {

  private static final int HEADER = 44;
  private static final int SAMPLE = 2;

  private final float[] samples;
  private final int channels;
  private final int sampleRate;

  private AudioValue(float[] samples, int channels, int sampleRate) {
    this.samples = samples;
    this.channels = channels;
    this.sampleRate = sampleRate;
  }

  /** Copies the samples. */
  static AudioValue of(float[] samples, int channels, int sampleRate) {
    if (channels <= 0 || sampleRate <= 0 || samples.length % channels != 0) {
      throw new IllegalArgumentException(
          samples.length
              + " samples are no sound of "
              + channels
              + " channels with "
              + sampleRate
              + " frames per second");
    }
    return new AudioValue(samples.clone(), channels, sampleRate);
  }

  /** Encodes the sound, which takes time. */
  Summary.Value.Builder toValue() {
    return Summary.Value.newBuilder()
        .setAudio(
            Summary.Audio.newBuilder()
                .setSampleRate(sampleRate)
                .setNumChannels(channels)
                .setLengthFrames(samples.length / channels)
                .setContentType("audio/wav")
                .setEncodedAudioString(ByteString.copyFrom(wav())));
  }

  private byte[] wav() {
    int size = samples.length * SAMPLE;
    ByteBuffer wav = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER - 8 + size).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) channels).putInt(sampleRate);
    wav.putInt(sampleRate * channels * SAMPLE).putShort((short) (channels * SAMPLE));
    wav.putShort((short) (SAMPLE * Byte.SIZE)).put(ascii("data")).putInt(size);
    for (float sample : samples) {
      float inRange = Math.max(-1, Math.min(1, sample));
      wav.putShort((short) Math.round(inRange * Short.MAX_VALUE));
    }
    return wav.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
