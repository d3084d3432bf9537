package org.estimator4j.input;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.estimator4j.input.RowStream.RowReader;
import org.estimator4j.tensorflow.OpenHandles;
import org.jspecify.annotations.Nullable;

/**
 * Rows changed by several threads, handed out in the order in which they came. Reading the rows is
 * left to the thread that asks; the threads get chunks of them, few enough ahead that memory stays
 * small. The rows before one that fails are still handed out.
 */
final class ParallelReader implements RowReader {

  /** Makes a row of row number {@code number}. */
  interface Work {
    Object[] apply(long number, Object[] row, @Nullable Supplier<String> place);
  }

  private static final int CHUNK = 64;

  private final RowReader rows;
  private final Work work;
  private final int ahead;
  private final ExecutorService threads;
  private final Deque<Future<Chunk>> running = new ArrayDeque<>();
  private long number;
  private boolean ended;
  private @Nullable Chunk current;
  private int at;

  /** Takes the reader over. */
  ParallelReader(RowReader rows, long number, int count, Work work) {
    this.rows = rows;
    this.work = work;
    this.number = number;
    this.ahead = 2 * count;
    this.threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "estimator4j-map");
              thread.setDaemon(true);
              return thread;
            });
    OpenHandles.opened(this);
  }

  @Override
  public Object @Nullable [] next() {
    while (true) {
      Chunk chunk = current;
      if (chunk != null && at < chunk.rows().size()) {
        Object next = chunk.rows().get(at++);
        if (next instanceof InputException failure) {
          throw failure;
        }
        return (Object[]) next;
      }
      if (chunk != null && chunk.failure() != null) {
        throw chunk.failure();
      }
      fill();
      Future<Chunk> next = running.poll();
      if (next == null) {
        return null;
      }
      current = result(next);
      at = 0;
    }
  }

  @Override
  public @Nullable Supplier<String> place() {
    Chunk chunk = current;
    return chunk != null && at > 0 && chunk.taken().get(at - 1) instanceof Taken taken
        ? taken.place
        : null;
  }

  private void fill() {
    while (!ended && running.size() < ahead) {
      List<Object> chunk = new ArrayList<>(CHUNK);
      RuntimeException failure = null;
      long first = number;
      while (!ended && chunk.size() < CHUNK) {
        try {
          Object[] row = rows.next();
          if (row == null) {
            ended = true;
          } else {
            chunk.add(new Taken(row, rows.place()));
            number++;
          }
        } catch (RuntimeException e) { // of the source; the rows before it come first
          if (e instanceof InputException input && input.isOfOneRow()) {
            chunk.add(input);
          } else {
            failure = e;
            ended = true;
          }
        }
      }
      RuntimeException last = failure;
      running.add(threads.submit(() -> work(first, chunk, last)));
    }
  }

  /** Where a row cannot be used, its exception takes its place. */
  private Chunk work(long first, List<Object> chunk, @Nullable RuntimeException last) {
    List<Object> made = new ArrayList<>(chunk.size());
    long row = first;
    try {
      for (Object each : chunk) {
        made.add(each instanceof Taken taken ? worked(row++, taken) : each);
      }
      return new Chunk(chunk, made, last);
    } catch (RuntimeException e) { // thrown to whoever asks for the row
      return new Chunk(chunk, made, e);
    }
  }

  private Object worked(long row, Taken taken) {
    try {
      return work.apply(row, taken.values, taken.place);
    } catch (InputException e) {
      return e;
    }
  }

  private static Chunk result(Future<Chunk> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a row", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    boolean done = false;
    while (!done) {
      try {
        done = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rows.close();
    OpenHandles.closed(this);
  }

  /** A row as it was read, and where. */
  private static final class Taken {

    private final Object[] values;
    private final @Nullable Supplier<String> place;

    Taken(Object[] values, @Nullable Supplier<String> place) {
      this.values = values;
      this.place = place;
    }
  }

  /** Rows as they were read, as they were changed, and why there are no more. */
  private record Chunk(List<Object> taken, List<Object> rows, @Nullable RuntimeException failure) {}
}
