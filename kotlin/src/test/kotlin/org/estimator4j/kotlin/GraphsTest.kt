package org.estimator4j.kotlin

import org.estimator4j.annotation.Mode
import org.estimator4j.graph.ModelGraph
import org.estimator4j.nn.initializer.Initializers
import org.estimator4j.nn.layer.Activation
import org.estimator4j.nn.layer.Attention
import org.estimator4j.nn.layer.BatchNorm
import org.estimator4j.nn.layer.Conv1d
import org.estimator4j.nn.layer.Conv2d
import org.estimator4j.nn.layer.Dense
import org.estimator4j.nn.layer.DepthwiseConv2d
import org.estimator4j.nn.layer.Embedding
import org.estimator4j.nn.layer.Layers
import org.estimator4j.nn.regularizer.Regularizers
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Test
import org.tensorflow.Operand
import org.tensorflow.ndarray.Shape
import org.tensorflow.op.Ops
import org.tensorflow.op.core.Placeholder
import org.tensorflow.proto.GraphDef
import org.tensorflow.types.TBool
import org.tensorflow.types.TFloat32
import org.tensorflow.types.TFloat64
import org.tensorflow.types.TInt32
import org.tensorflow.types.family.TType

/** What is built with this module is what is built without it: node for node, name for name. */
class GraphsTest {

  private fun build(model: (ModelGraph) -> Unit): GraphDef =
    ModelGraph.create(Mode.TRAIN, 1).use { graph ->
      model(graph)
      graph.tensorflow().toGraphDef()
    }

  private fun assertEqual(kotlin: (ModelGraph) -> Unit, java: (ModelGraph) -> Unit) {
    val expected = build(java)
    assertNotEquals(0, expected.nodeCount)
    assertEquals(expected, build(kotlin))
  }

  private inline fun <reified T : TType> ModelGraph.input(vararg shape: Long): Operand<T> =
    ops().placeholder(T::class.java, Placeholder.shape(Shape.of(*shape)))

  @Test
  fun operatorsOnFloats() {
    assertEqual({ graph ->
      val x = graph.input<TFloat32>(2, 2)
      val y = graph.input<TFloat32>(2, 2)
      graph.ops {
        x + y - x * y / -x
        x matmul y
        x + 1f
        x - 2.0
        x * 3
        x / 4L
        1f + x
        2.0 - x
        3 * x
        4L / x
      }
    }) { graph ->
      val x = graph.input<TFloat32>(2, 2)
      val y = graph.input<TFloat32>(2, 2)
      val tf = graph.ops()
      val sum = tf.math.add(x, y)
      val product = tf.math.mul(x, y)
      tf.math.sub(sum, tf.math.div(product, tf.math.neg(x)))
      tf.linalg.matMul(x, y)
      tf.math.add(x, tf.constant(1f))
      tf.math.sub(x, tf.constant(2f))
      tf.math.mul(x, tf.constant(3f))
      tf.math.div(x, tf.constant(4f))
      tf.math.add(tf.constant(1f), x)
      tf.math.sub(tf.constant(2f), x)
      tf.math.mul(tf.constant(3f), x)
      tf.math.div(tf.constant(4f), x)
    }
  }

  @Test
  fun operatorsOnIntegers() {
    assertEqual({ graph ->
      val x = graph.input<TInt32>()
      graph.ops {
        x + x
        x + 1
        x - 2
        x * 3
        x / 4
      }
    }) { graph ->
      val x = graph.input<TInt32>()
      val tf = graph.ops()
      tf.math.add(x, x)
      tf.math.add(x, tf.constant(1))
      tf.math.sub(x, tf.constant(2))
      tf.math.mul(x, tf.constant(3))
      tf.math.div(x, tf.constant(4))
    }
  }

  @Test
  fun operatorsKeepScopeAndControlDependencies() {
    assertEqual({ graph ->
      val x = graph.input<TFloat32>()
      val first = graph.ops().noOp()
      graph.scope("tower") {
        graph.ops { x + x }
        graph.ops("score") { x * x }
        graph.ops().withControlDependencies(listOf(first)).invoke { x - x }
        graph.ops().withName("named").invoke { x / x }
      }
    }) { graph ->
      val x = graph.input<TFloat32>()
      val first = graph.ops().noOp()
      graph.scope("tower") {
        graph.ops().math.add(x, x)
        graph.ops().withSubScope("score").math.mul(x, x)
        graph.ops().withControlDependencies(listOf(first)).math.sub(x, x)
        graph.ops().withName("named").math.div(x, x)
      }
    }
  }

  private fun assertLayer(
    kotlin: Layers.(Ops, ModelGraph) -> Unit,
    java: Layers.(Ops, ModelGraph) -> Unit,
  ) {
    assertEqual({ Layers(it).kotlin(it.ops(), it) }) { Layers(it).java(it.ops(), it) }
  }

  @Test
  fun dense() {
    assertLayer({ _, graph ->
      dense("a", graph.input<TFloat32>(-1, 3), 2) {
        activation = Activation.RELU
        kernelInitializer(Initializers.heNormal())
        biasInitializer(Initializers.ones())
        kernelRegularizer(Regularizers.l2(0.1))
        biasRegularizer(Regularizers.l1(0.2))
      }
      dense("b", graph.input<TFloat64>(-1, 3), 2) { noBias() }
    }) { _, graph ->
      dense(
        "a",
        graph.input<TFloat32>(-1, 3),
        Dense.units(2)
          .activation(Activation.RELU)
          .kernelInitializer(Initializers.heNormal())
          .biasInitializer(Initializers.ones())
          .kernelRegularizer(Regularizers.l2(0.1))
          .biasRegularizer(Regularizers.l1(0.2)),
      )
      dense("b", graph.input<TFloat64>(-1, 3), Dense.units(2).noBias())
    }
  }

  @Test
  fun convolutions() {
    assertLayer({ _, graph ->
      val images = graph.input<TFloat32>(-1, 8, 8, 3)
      val rows = graph.input<TFloat32>(-1, 8, 3)
      conv2d("a", images, 4)
      conv2d("b", images, 4) {
        kernel(5)
        stride(2, 1)
        same()
        activation = Activation.TANH
      }
      conv2d("c", images, 4) { kernel(1, 3) }
      conv1d("d", rows, 4) {
        kernel(2)
        stride(2)
        same()
      }
      conv2dTranspose("e", images, 4) { stride(2) }
      depthwiseConv2d("f", images, 2) {
        kernel(2)
        stride(2)
        same()
      }
      depthwiseConv2d("g", images) { kernel(2, 1) }
    }) { _, graph ->
      val images = graph.input<TFloat32>(-1, 8, 8, 3)
      val rows = graph.input<TFloat32>(-1, 8, 3)
      conv2d("a", images, Conv2d.filters(4))
      conv2d(
        "b",
        images,
        Conv2d.filters(4).kernel(5).stride(2, 1).same().activation(Activation.TANH),
      )
      conv2d("c", images, Conv2d.filters(4).kernel(1, 3))
      conv1d("d", rows, Conv1d.filters(4).kernel(2).stride(2).same())
      conv2dTranspose("e", images, Conv2d.filters(4).stride(2))
      depthwiseConv2d("f", images, DepthwiseConv2d.multiplier(2).kernel(2).stride(2).same())
      depthwiseConv2d("g", images, DepthwiseConv2d.multiplier(1).kernel(2, 1))
    }
  }

  @Test
  fun otherLayers() {
    assertLayer({ _, graph ->
      val x = graph.input<TFloat32>(-1, 4, 6)
      val ids = graph.input<TInt32>(-1, 4)
      val mask = graph.input<TBool>(-1, 4, 4)
      batchNorm("a", x) {
        momentum = 0.9
        epsilon = 1e-4
        noCenter()
        noScale()
      }
      batchNorm("b", x) { freeze() }
      embedding("c", ids, 10, 3) { initializer(Initializers.zeros()) }
      embedding<TFloat64>("d", ids, 10, 3)
      embeddingBag("e", ids, 10, 3) {
        combine(Embedding.Combiner.SUM)
        regularizer(Regularizers.l2(0.1))
      }
      embeddingBag<TFloat64>("f", ids, 10, 3)
      attention("g", x, x, 2, 3) {
        dropout = 0.1
        seeOnlyBefore()
      }
      attention("h", x, x, mask, 2, 3)
    }) { _, graph ->
      val x = graph.input<TFloat32>(-1, 4, 6)
      val ids = graph.input<TInt32>(-1, 4)
      val mask = graph.input<TBool>(-1, 4, 4)
      batchNorm("a", x, BatchNorm.defaults().momentum(0.9).epsilon(1e-4).noCenter().noScale())
      batchNorm("b", x, BatchNorm.defaults().freeze())
      embedding("c", ids, Embedding.of(10, 3).initializer(Initializers.zeros()))
      embedding("d", ids, Embedding.of(10, 3), TFloat64::class.java)
      embeddingBag(
        "e",
        ids,
        Embedding.of(10, 3).combine(Embedding.Combiner.SUM).regularizer(Regularizers.l2(0.1)),
      )
      embeddingBag("f", ids, Embedding.of(10, 3), TFloat64::class.java)
      attention("g", x, x, Attention.heads(2, 3).dropout(0.1).seeOnlyBefore())
      attention("h", x, x, mask, Attention.heads(2, 3))
    }
  }

  @Test
  fun reifiedVariables() {
    assertEqual({ graph ->
      graph.variable<TFloat32>("v", Shape.of(2)).initializer(Initializers.ones()).create()
      graph.rootVariable<TFloat64>("w/x", Shape.of(2)).initializer(Initializers.ones()).create()
    }) { graph ->
      graph
        .variable("v", TFloat32::class.java, Shape.of(2))
        .initializer(Initializers.ones())
        .create()
      graph
        .rootVariable("w/x", TFloat64::class.java, Shape.of(2))
        .initializer(Initializers.ones())
        .create()
    }
  }

  /** The comparison must be able to fail. */
  @Test
  fun anotherGraphIsAnotherGraph() {
    assertNotEquals(
      build { it.ops { it.input<TFloat32>() + 1f } },
      build { it.ops { it.input<TFloat32>() + 2f } },
    )
  }
}
