package org.estimator4j.nn.preprocessing;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.nn.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Operands;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TIntegral;

/**
 * The hash of a combination of values. By the operation {@code SparseCross}, which Python's {@code
 * tf.feature_column.crossed_column} uses and TensorFlow Java lacks a method for, so that models
 * agree on the numbers.
 */
final class Crossing {

  /** Python's default. */
  private static final long HASH_KEY = 0xDECAFCAFFEL;

  private Crossing() {}

  static Operand<TInt64> cross(Ops tf, int buckets, List<Operand<?>> columns) {
    if (columns.size() < 2) {
      throw new IllegalArgumentException(
          "cross: two features at least are wanted, got " + columns.size());
    }
    List<Operand<?>> dense = new ArrayList<>();
    for (Operand<?> column : columns) {
      dense.add(tf.reshape(supported(tf, column), tf.constant(new int[] {-1, 1})));
    }
    Output<?>[] inputs = Operands.asOutputs(dense);
    OperationBuilder builder = tf.scope().opBuilder("SparseCross", "SparseCross");
    builder.addInputList(new Output<?>[0]); // indices, values and shapes of sparse columns
    builder.addInputList(new Output<?>[0]);
    builder.addInputList(new Output<?>[0]);
    builder.addInputList(inputs);
    builder.setAttr("hashed_output", true);
    builder.setAttr("num_buckets", (long) buckets);
    builder.setAttr("hash_key", HASH_KEY);
    builder.setAttr("out_type", DataType.DT_INT64);
    builder.setAttr("internal_type", DataType.DT_INT64);
    Output<TInt64> values = builder.build().output(1);
    return values;
  }

  private static Operand<?> supported(Ops tf, Operand<?> column) {
    int rank = column.shape().numDimensions();
    boolean text = column.type().equals(TString.class);
    boolean integer = TIntegral.class.isAssignableFrom(column.type());
    if (rank > 1 || rank == 0 || !(text || integer)) {
      throw new IllegalArgumentException(
          "cross: texts or integers of shape [batch] are wanted, got "
              + column.type().getSimpleName()
              + " "
              + column.shape()
              + (integer || text ? "" : "; bucketize a number first"));
    }
    return text ? column : Numbers.cast(tf, column, TInt64.class);
  }
}
