package org.estimator4j.feature;

import java.util.List;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** How the values of a feature or label lie in tensors. */
public enum FeatureKind {

  /** One tensor. */
  DENSE,

  /** The values that are there, and where: three tensors, as in Python's {@code SparseTensor}. */
  SPARSE,

  /** Rows of different length, one behind the other: two tensors, as in {@code RaggedTensor}. */
  RAGGED;

  /** What the tensors of a sparse feature are called behind its name: {@code words/indices}. */
  public static final String INDICES = "/indices";

  /** What the tensor of values is called behind the name of a feature that is not dense. */
  public static final String VALUES = "/values";

  /** What the tensor of the whole shape is called behind the name of a sparse feature. */
  public static final String DENSE_SHAPE = "/dense_shape";

  /** What the tensor of the rows' borders is called behind the name of a ragged feature. */
  public static final String ROW_SPLITS = "/row_splits";

  /**
   * The tensors that carry a feature of this kind, in the order in which they are fed.
   *
   * @param name the feature's name
   * @param type its element type
   * @param shape its shape as a whole, with the batch dimension first
   * @return one to three tensors
   */
  public List<FeaturePart> parts(String name, Class<? extends TType> type, Shape shape) {
    return switch (this) {
      case DENSE -> List.of(new FeaturePart(name, type, shape));
      case SPARSE ->
          List.of(
              new FeaturePart(name + INDICES, TInt64.class, Shape.of(-1, 2)),
              new FeaturePart(name + VALUES, type, Shape.of(-1)),
              new FeaturePart(name + DENSE_SHAPE, TInt64.class, Shape.of(2)));
      case RAGGED ->
          List.of(
              new FeaturePart(name + VALUES, type, shape.tail().tail().prepend(-1)),
              new FeaturePart(name + ROW_SPLITS, TInt64.class, Shape.of(-1)));
    };
  }

  /** The number of tensors. */
  public int tensors() {
    return switch (this) {
      case DENSE -> 1;
      case SPARSE -> 3;
      case RAGGED -> 2;
    };
  }
}
