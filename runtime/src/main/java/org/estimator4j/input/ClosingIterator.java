package org.estimator4j.input;

import java.util.Iterator;
import java.util.stream.Stream;

/** Goes through a stream and closes it, which its own iterator does not. */
final class ClosingIterator<T> implements Iterator<T>, AutoCloseable {

  private final Stream<T> stream;
  private final Iterator<T> iterator;

  ClosingIterator(Stream<T> stream) {
    this.stream = stream;
    this.iterator = stream.iterator();
  }

  @Override
  public boolean hasNext() {
    return iterator.hasNext();
  }

  @Override
  public T next() {
    return iterator.next();
  }

  @Override
  public void close() {
    stream.close();
  }
}
