package org.estimator4j.kotlin.samples

import java.nio.file.Path
import kotlin.io.path.writeText
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.estimator4j.BestExporter
import org.estimator4j.EarlyStopping
import org.estimator4j.Estimator
import org.estimator4j.annotation.Label
import org.estimator4j.annotation.Mode
import org.estimator4j.config.RunConfig
import org.estimator4j.graph.ModelGraph
import org.estimator4j.input.Input
import org.estimator4j.input.InputSplit
import org.estimator4j.input.Missing
import org.estimator4j.input.Rows
import org.estimator4j.kotlin.*
import org.estimator4j.nn.initializer.Initializers
import org.estimator4j.nn.layer.Activation
import org.estimator4j.nn.layer.Layers
import org.tensorflow.Operand
import org.tensorflow.ndarray.Shape
import org.tensorflow.op.Ops
import org.tensorflow.types.TFloat32
import org.tensorflow.types.TInt64

/* What the KDoc shows. Each is compiled here and run by SamplesTest. */

fun runConfigSample(modelDir: Path): RunConfig =
  runConfig(modelDir) {
    seed = 7
    saveCheckpointsEvery = 5.minutes
    keepCheckpointEvery(6.hours)
    threads(intraOp = 1)
  }

fun estimatorSample(model: Any, modelDir: Path) {
  estimator(model, modelDir) {
      seed = 7
      saveCheckpointsSteps = 500
    }
    .use { estimator -> estimator.verify() }
}

fun paramsSample(): Int {
  val params = paramsOf("hidden_units" to 16, "learning_rate" to 0.01f)
  return params.get<Int>("hidden_units")
}

fun operatorsSample(tf: Ops, x: Operand<TFloat32>, weights: Operand<TFloat32>): Operand<TFloat32> =
  tf {
    1f - (x matmul weights) / 2f
  }

fun layersSample(layers: Layers, pixels: Operand<TFloat32>): Operand<TFloat32> {
  val edges =
    layers.conv2d("edges", pixels, filters = 32) {
      kernel(5)
      same()
      activation = Activation.RELU
    }
  return layers.dense("logits", layers.flatten(edges), units = 10) {
    kernelInitializer(Initializers.heNormal())
    noBias()
  }
}

fun arraysSample(): Input = arrays {
  feature("measurements", arrayOf(floatArrayOf(5.1f, 3.5f), floatArrayOf(4.9f, 3f)))
  label("species", intArrayOf(0, 1))
}
  .shuffle()
  .repeat()
  .batch(32)

fun csvSample(file: Path): InputSplit =
  csv("$file") {
      separator = ';'
      feature<TFloat32>("bill_length_mm", missing = Missing.replaceBy(Float.NaN))
      feature("island")
      label("species")
      skipBadRows()
    }
    .split(0.2, "penguins")

fun tfRecordsSample(files: String): Rows =
  tfRecords(files) {
    feature<TFloat32>("age", missing = Missing.replaceBy(Float.NaN))
    feature<TFloat32>("pixels", Shape.of(8, 8))
    label<TInt64>("clicked")
  }

data class Flower(val petalLength: Float, val petalWidth: Float, @Label val species: Int)

fun recordsSample(): Rows = records(listOf(Flower(1.4f, 0.2f, 0), Flower(4.7f, 1.4f, 1)))

fun trainSample(estimator: Estimator, input: Input) {
  val (globalStep, steps, loss) = estimator.train(input) { maxSteps = 500 }
  println("$steps steps more, now at $globalStep with a loss of $loss")
}

fun evaluateSample(estimator: Estimator, input: Input): Double {
  val result =
    estimator.evaluate(input) {
      name = "validation"
      steps = 10
    }
  return result["error"]
}

fun predictionsSample(estimator: Estimator, input: Input): List<Double> =
  estimator.usePredictions(input) { predictions ->
    predictions.map { it["y"].asDouble() }.take(3).toList()
  }

fun flowSample(estimator: Estimator, input: Input): List<Double> = runBlocking {
  estimator.predictionFlow(input) { keys("y") }.map { it["y"].asDouble() }.take(3).toList()
}

fun trainAndEvaluateSample(estimator: Estimator, train: Input, test: Input): Double {
  val result =
    estimator.trainAndEvaluate(
      trainSpec(train) {
        maxSteps = 200
        earlyStopping(EarlyStopping.ifNoDecrease("error").patienceSteps(100))
      },
      evalSpec(test) {
        throttleSteps = 50
        exporters(BestExporter.byLowest("error"))
      },
    )
  return result.evaluation()["error"]
}

fun exportSample(estimator: Estimator, folder: Path): Float {
  val card = folder.resolve("card.md").apply { writeText("A line.") }
  val saved =
    estimator.exportSavedModel(folder) {
      modes(Mode.PREDICT)
      assetExtra("card.md", card)
    }
  return predictor(saved) { outputs("y") }
    .use { it.predict("x" to arrayOf(floatArrayOf(4f))).getValue("y").asFloats().first() }
}

fun predictorSample(estimator: Estimator): Double =
  estimator
    .predictor { keys("y") }
    .use { line -> line.predictRow("x" to floatArrayOf(4f)).getValue("y").asDouble() }

fun graphSample(graph: ModelGraph): Operand<TFloat32> {
  val scale =
    graph.variable<TFloat32>("scale", Shape.scalar()).initializer(Initializers.ones()).create()
  return graph.ops("scaled") { scale * 2 }
}
