package org.estimator4j.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.tensorflow.proto.Event;

/** A disk that hangs until it is told to work, and that is full at times. */
final class MoodyDisk implements EventSink {

  private final List<Event> written = new ArrayList<>();
  private final Semaphore working = new Semaphore(0);
  private volatile boolean full;

  @Override
  public void append(byte[] event) throws IOException {
    working.acquireUninterruptibly();
    working.release();
    if (full) {
      throw new IOException("No space left on device");
    }
    written.add(Event.parseFrom(event));
  }

  @Override
  public void close() {}

  void work() {
    working.release();
  }

  void full(boolean now) {
    full = now;
  }

  /** What it has; to be asked when the queue is flushed or closed. */
  List<Event> written() {
    return written;
  }

  List<Long> steps() {
    return written.stream().map(Event::getStep).toList();
  }
}
