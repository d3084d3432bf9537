package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.estimator4j.feature.FeaturePart;
import org.estimator4j.tensorflow.NativeSession;
import org.estimator4j.tensorflow.OperationFailedException;
import org.estimator4j.tensorflow.PreparedRun;
import org.estimator4j.tensorflow.StatusCode;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.data.IteratorGetNext;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.family.TType;

/** Batches of a {@code tf.data} pipeline that runs in a session of its own. */
record DatasetInput(String name, ElementSpec elementSpec, DatasetGraph pipeline) implements Input {

  @Override
  public InputCursor open(InputContext context) {
    return new Cursor(context);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public String fingerprint() {
    return "tf.data " + name + " " + elementSpec;
  }

  @Override
  public String describe() {
    return "tf.data " + name + elementSpec.asLines();
  }

  private final class Cursor implements InputCursor {

    private final Graph graph = new Graph();
    private @Nullable NativeSession session;
    private @Nullable PreparedRun getNext;
    private long position;
    private boolean ended;
    private boolean closed;

    Cursor(InputContext context) {
      this.position = context.position();
      boolean opened = false;
      try {
        start(context);
        opened = true;
      } catch (OperationFailedException e) {
        throw new InputException("tf.data " + name + " cannot start: " + e.getMessage(), e);
      } finally {
        if (!opened) {
          close();
        }
      }
    }

    private void start(InputContext context) {
      List<Class<? extends TType>> types = new ArrayList<>();
      List<Shape> shapes = new ArrayList<>();
      for (int i = 0; i < elementSpec.size(); i++) {
        for (FeaturePart part : elementSpec.column(i).parts()) {
          types.add(part.type());
          shapes.add(part.shape());
        }
      }
      Ops tf = Ops.create(graph);
      Operand<? extends TType> dataset = pipeline.build(tf, context);
      Operand<? extends TType> rest =
          context.position() == 0
              ? dataset
              : tf.data.skipDataset(dataset, tf.constant(context.position()), types, shapes);
      Operand<? extends TType> iterator = tf.data.iterator("", "", types, shapes);
      Op begin = tf.data.makeIterator(rest, iterator);
      IteratorGetNext next = tf.data.iteratorGetNext(iterator, types, shapes);
      List<Output<?>> outputs = new ArrayList<>(next.components());
      NativeSession opened = NativeSession.open(graph, null, ConfigProto.getDefaultInstance());
      session = opened;
      try (PreparedRun run = opened.prepare(List.of(), List.of(), List.of(begin.op()))) {
        run.run();
      }
      getNext = opened.prepare(List.of(), outputs, List.of());
    }

    @Override
    public @Nullable Batch next() {
      PreparedRun run = getNext;
      if (closed || run == null) {
        throw new IllegalStateException("the cursor is closed");
      }
      if (ended) {
        return null;
      }
      Tensor[] results;
      try {
        results = run.run();
      } catch (OperationFailedException e) {
        if (e.code() == StatusCode.OUT_OF_RANGE) {
          ended = true;
          return null;
        }
        throw new InputException(
            "tf.data " + name + " failed at batch " + position + ": " + e.getMessage(), e);
      }
      position++;
      TType[] tensors = new TType[results.length];
      for (int i = 0; i < tensors.length; i++) {
        tensors[i] = (TType) results[i];
      }
      return new Batch(elementSpec, tensors, rows(tensors));
    }

    private int rows(TType[] tensors) {
      long rows =
          switch (elementSpec.column(0).kind()) {
            case DENSE -> tensors[0].shape().get(0);
            case RAGGED -> tensors[1].shape().get(0) - 1;
            case SPARSE -> ((org.tensorflow.types.TInt64) tensors[2]).getLong(0);
          };
      return Math.toIntExact(rows);
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      if (getNext != null) {
        getNext.close();
      }
      if (session != null) {
        session.close();
      }
      graph.close();
    }
  }
}
