package org.estimator4j.summary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.estimator4j.format.internal.RecordFraming;

/** Where the records of events go. For one thread. */
interface EventSink extends AutoCloseable {

  /**
   * Appends a record, all of it or nothing: half a record would make the rest of a file useless.
   */
  void append(byte[] event) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * A new file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is one of this name
   */
  static EventSink create(Path file) throws IOException {
    return new OfFile(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** Records in a file; what a failed write left behind is cut off before the next one. */
  final class OfFile implements EventSink {

    private final FileChannel channel;
    private long end;

    OfFile(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void append(byte[] event) throws IOException {
      ByteArrayOutputStream framed = new ByteArrayOutputStream(event.length + 16);
      RecordFraming.write(framed, event);
      if (channel.position() != end) {
        channel.truncate(end);
        channel.position(end);
      }
      ByteBuffer bytes = ByteBuffer.wrap(framed.toByteArray());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      end = channel.position();
    }

    @Override
    public void close() throws IOException {
      try {
        if (channel.position() != end) {
          channel.truncate(end);
        }
      } finally {
        channel.close();
      }
    }
  }
}
