package org.estimator4j.graph;

import java.util.Set;

/**
 * The types of operations that TensorFlow's C++ can differentiate.
 *
 * <p>A list, because the native question {@code TFJ_HasGradient} is always answered with yes on
 * Windows; a test compares it with the native answers where these are true.
 */
final class NativeGradients {

  /** In TensorFlow 2.16 and 2.18, among them those that C++ knows to have no gradient. */
  static final Set<String> TYPES =
      Set.of(
          """
          Abs Acos Acosh Add AddN AddV2 Angle ApproximateEqual Asin Asinh Atan Atan2 Atanh AvgPool
          AvgPool3D BatchMatMul BatchMatMulV2 BatchMatMulV3 BatchToSpace BatchToSpaceND BiasAdd
          BroadcastGradientArgs BroadcastTo Cast CheckNumerics ClipByValue Complex ConcatOffset
          ConcatV2 Conj Const Conv2D Conv2DBackpropInput Cos Cosh CropAndResize Cumsum
          DeleteSessionTensor DepthToSpace DepthwiseConv2dNative Diag DiagPart Div DivNoNan
          DynamicPartition DynamicStitch EditDistance Einsum Elu Equal Erf Erfinv Exp ExpandDims
          Expm1 Fill Floor FractionalAvgPool FractionalMaxPool FusedBatchNormV3 GatherNd GatherV2
          GetSessionHandle GetSessionHandleV2 GetSessionTensor Greater GreaterEqual Identity Imag
          Inv InvertPermutation L2Loss LRN LeakyRelu LeakyReluGrad Less LessEqual Lgamma Log Log1p
          LogSoftmax LogicalAnd LogicalNot LogicalOr MatMul MatrixBandPart MatrixDiag Max MaxPool
          MaxPool3D MaxPoolV2 Maximum Mean Min Minimum MirrorPad MirrorPadGrad Mul Ndtri Neg
          NonMaxSuppression NonMaxSuppressionV2 NonMaxSuppressionV3 NonMaxSuppressionV4
          NonMaxSuppressionV5 NotEqual OneHot Pack Pad PadV2 ParallelDynamicStitch PartitionedCall
          Pow Prod QuantizeAndDequantize QuantizeAndDequantizeV3 QuantizeAndDequantizeV4
          QueueClose QueueDequeue QueueDequeueMany QueueDequeueUpTo QueueEnqueue QueueEnqueueMany
          QueueSize Rank ReadVariableOp Real RealDiv Reciprocal RefIdentity Relu Relu6 Reshape
          ResizeBicubic ResizeBilinear ResizeNearestNeighbor ReverseSequence ReverseV2 Roll Rsqrt
          ScaleAndTranslate ScatterNd ScatterNdNonAliasingAdd SegmentSum Select SelectV2 Selu
          Shape ShapeN Sigmoid Sign Sin Sinh Size Slice Softmax SoftmaxCrossEntropyWithLogits
          Softplus Softsign SpaceToBatch SpaceToBatchND SpaceToDepth Split SplitV Sqrt Square
          SquaredDifference Squeeze Stack StackClose StackPop StackPush StatefulPartitionedCall
          StopGradient StridedSlice Sub Sum Tan Tanh Tile Transpose Unpack UnsortedSegmentMax
          UnsortedSegmentMin UnsortedSegmentSum ZerosLike
          """
              .strip()
              .split("\\s+"));

  /**
   * Where a gradient ends without an error though the output is of floating point; operations with
   * other outputs end it anyway.
   */
  static final Set<String> ENDS =
      Set.of(
          "Ceil",
          "Const",
          "Floor",
          "OnesLike",
          "Rint",
          "Round",
          "Sign",
          "StopGradient",
          "ZerosLike");

  private NativeGradients() {}

  static boolean has(String type) {
    return TYPES.contains(type);
  }

  static boolean ends(String type) {
    return ENDS.contains(type);
  }
}
