package org.estimator4j.samples.penguins

import java.nio.file.Path
import kotlin.io.path.Path
import org.estimator4j.BestExporter
import org.estimator4j.EvalResult
import org.estimator4j.input.Missing
import org.estimator4j.input.Rows
import org.estimator4j.kotlin.component1
import org.estimator4j.kotlin.component2
import org.estimator4j.kotlin.csv
import org.estimator4j.kotlin.estimator
import org.estimator4j.kotlin.evalSpec
import org.estimator4j.kotlin.trainSpec
import org.estimator4j.kotlin.usePredictions
import org.tensorflow.types.TFloat32
import org.tensorflow.types.TString

/** Trains [PenguinClassifier], shows what it says about penguins that it has not seen. */
fun main(args: Array<String>) {
  val modelDir = Path(args.firstOrNull() ?: "target/models/penguins")
  val accuracy = penguins(modelDir, "data/penguins.csv")["accuracy"]
  println("accuracy %.4f on the penguins held out".format(accuracy))
}

/** Goes on from the newest checkpoint of the model directory, if there is one. */
fun penguins(modelDir: Path, file: String): EvalResult {
  val (train, test) = rows(file).split(0.2, "penguins")
  return estimator(PenguinClassifier(), modelDir) {
      seed = 7
      saveCheckpointsSteps = 100
      stopOnSignal = true
    }
    .use { penguins ->
      val result =
        penguins.trainAndEvaluate(
          trainSpec(train.shuffle().repeat().batch(32)) { maxSteps = 500 },
          evalSpec(test.batch(64)) { exporters(BestExporter.byHighest("accuracy")) },
        )
      penguins.usePredictions(test.shuffle().take(5).batch(5)) { answers ->
        answers.forEach { answer -> println(answer["species"].asString()) }
      }
      result.evaluation()
    }
}

private fun rows(file: String): Rows =
  csv(file) {
    for (measure in listOf("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")) {
      feature<TFloat32>(measure, missing = Missing.replaceBy(Float.NaN))
    }
    feature<TString>("island")
    feature<TString>("sex", missing = Missing.replaceBy(""))
    label<TString>("species")
  }
