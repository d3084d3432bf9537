package org.estimator4j.kotlin

import java.nio.file.Path
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.estimator4j.EarlyStopping
import org.estimator4j.EvalOption
import org.estimator4j.EvalSpec
import org.estimator4j.ExportOption
import org.estimator4j.LatestExporter
import org.estimator4j.MissingFactoryException
import org.estimator4j.PredictOption
import org.estimator4j.TrainOption
import org.estimator4j.TrainSpec
import org.estimator4j.annotation.Mode
import org.estimator4j.annotation.ModelFn
import org.estimator4j.config.ClusterConfig
import org.estimator4j.config.RunConfig
import org.estimator4j.config.RunConfigBuilder
import org.estimator4j.hook.CheckpointListener
import org.estimator4j.hook.StopAtStepHook
import org.estimator4j.progress.TrainingListener
import org.estimator4j.serve.PredictorOption
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.tensorflow.proto.ConfigProto

/** What is set in braces is what Java's options say: nothing is added, so a step costs no more. */
class CallsTest {

  @TempDir private lateinit var folder: Path

  private val hook = StopAtStepHook(3)
  private val told = TrainingListener {}
  private val listener = object : CheckpointListener {}
  private val open = lazy { estimator(LineModel(), folder) { saveCheckpointsSteps = 10 } }
  private val line by open
  private val rows = LineModel.ROWS.batch(2)

  @AfterEach
  fun close() {
    if (open.isInitialized()) line.close()
  }

  @Test
  fun optionsOfCalls() {
    assertEquals(
      listOf(
        TrainOption.steps(2),
        TrainOption.hooks(hook),
        TrainOption.listeners(listener),
        TrainOption.progress(told),
      ),
      TrainScope()
        .apply {
          steps = 2
          hooks(hook)
          listeners(listener)
          progress(told)
        }
        .options(),
    )
    assertEquals(
      listOf(TrainOption.maxSteps(2)),
      TrainScope().apply { maxSteps = 2 }.options(),
    )
    assertEquals(
      listOf(
        EvalOption.name("a"),
        EvalOption.steps(2),
        EvalOption.checkpoint(folder),
        EvalOption.hooks(hook),
      ),
      EvalScope()
        .apply {
          hooks(hook)
          name = "a"
          steps = 2
          checkpoint = folder
        }
        .options(),
    )
    assertEquals(
      listOf(
        PredictOption.checkpoint(folder),
        PredictOption.keys("a", "b"),
        PredictOption.hooks(hook),
      ),
      PredictScope()
        .apply {
          checkpoint = folder
          keys("a", "b")
          hooks(hook)
        }
        .options(),
    )
  }

  @Test
  fun optionsOfExports() {
    assertEquals(
      listOf(
        ExportOption.checkpoint(folder),
        ExportOption.batchSize(8),
        ExportOption.modes(Mode.EVAL, Mode.PREDICT),
        ExportOption.exampleReceiver(mapOf("x" to 1)),
        ExportOption.assetExtra("a", folder),
        ExportOption.fullGraph(),
        ExportOption.asText(),
      ),
      ExportScope()
        .apply {
          checkpoint = folder
          batchSize = 8
          modes(Mode.EVAL, Mode.PREDICT)
          exampleReceiver("x" to 1)
          assetExtra("a", folder)
          fullGraph()
          asText()
        }
        .options(),
    )
    assertEquals(
      listOf(
        PredictorOption.signature("s"),
        PredictorOption.sessionConfig(ConfigProto.getDefaultInstance()),
        PredictorOption.tags("a", "b"),
        PredictorOption.outputs("o"),
        PredictorOption.unequalRows(),
      ),
      PredictorScope()
        .apply {
          signature = "s"
          sessionConfig = ConfigProto.getDefaultInstance()
          tags("a", "b")
          outputs("o")
          unequalRows()
        }
        .options(),
    )
  }

  @Test
  fun specs() {
    val stopping = EarlyStopping.ifHigher("error", 1.0)
    val train =
      trainSpec(rows) {
        maxSteps = 5
        hooks(hook)
        listeners(listener)
        progress(told)
        earlyStopping(stopping)
      }
    assertEquals(5, train.maxSteps().asLong)
    assertEquals(listOf(hook), train.hooks())
    assertEquals(listOf(listener), train.listeners())
    assertEquals(listOf(told), train.progress())
    assertEquals(listOf(stopping), train.earlyStopping())
    assertEquals(TrainSpec.builder(rows).build().maxSteps(), trainSpec(rows).maxSteps())

    val exporter = LatestExporter.named("latest")
    val eval =
      evalSpec(rows) {
        name = "test"
        steps = 4
        startDelay = 1.seconds
        startDelaySteps = 2
        throttle = 3.seconds
        throttleSteps = 5
        hooks(hook)
        exporters(exporter)
      }
    assertEquals("test", eval.name())
    assertEquals(4, eval.steps().asLong)
    assertEquals(listOf(1L, 3L), listOf(eval.startDelay().seconds, eval.throttle().seconds))
    assertEquals(listOf(2L, 5L), listOf(eval.startDelaySteps(), eval.throttleSteps()))
    assertEquals(listOf(hook), eval.hooks())
    assertEquals(listOf(exporter), eval.exporters())
    val defaults = EvalSpec.of(rows)
    assertEquals(defaults.throttle(), evalSpec(rows).throttle())
    assertEquals(defaults.name(), evalSpec(rows).name())
  }

  @Test
  fun everySettingOfARun() {
    val session = ConfigProto.newBuilder().setLogDevicePlacement(true).build()
    val config =
      runConfig(folder) {
        seed = 3
        keepCheckpointMax = 4
        prefetchBatches = 3
        logStepCountSteps = 5
        saveSummarySteps = 6
        stopOnSignal = true
        sessionConfig = session
        cluster = ClusterConfig.local()
        deviceFunction { "/device:CPU:0" }
        withoutCheckpoints()
      }
    assertEquals(
      listOf(3L, 5L, 6L),
      listOf(config.seed, config.logStepCountSteps, config.saveSummarySteps),
    )
    assertEquals(listOf(4, 3), listOf(config.keepCheckpointMax, config.prefetchBatches))
    assertTrue(config.stopOnSignal)
    assertEquals(session, config.baseSessionConfig)
    assertNull(config.saveCheckpointsEvery)
    runConfig(folder) {
      assertEquals(RunConfig.DEFAULT_SEED, seed)
      assertEquals(600.seconds, saveCheckpointsEvery)
      saveCheckpointsSteps = 9
      assertNull(saveCheckpointsEvery)
      assertEquals(9, saveCheckpointsSteps)
      saveCheckpointsEvery = null
      assertEquals(9, saveCheckpointsSteps)
      assertEquals(listOf(100L, null), listOf(saveSummarySteps, saveSummaryEvery))
      saveSummaryEvery = 7.seconds
      assertEquals(listOf(0L, 7.seconds), listOf(saveSummarySteps, saveSummaryEvery))
    }
    assertRefused("saveSummarySteps must be 0 or more, but is -1") { saveSummarySteps = -1 }
    assertRefused(
      "saveCheckpointsSteps(9) and saveCheckpointsEvery(PT8S) exclude each other: choose one"
    ) {
      saveCheckpointsEvery = 8.seconds
      saveCheckpointsSteps = 9
    }
    assertRefused("saveSummarySteps(9) and saveSummaryEvery(PT8S) exclude each other: choose one") {
      saveSummarySteps = 9
      saveSummaryEvery = 8.seconds
    }
  }

  private fun assertRefused(message: String, configure: RunConfigScope.() -> Unit) {
    val e = assertThrows(IllegalArgumentException::class.java) { runConfig(folder, configure) }
    assertEquals(message, e.message)
  }

  /** Whoever adds a setting to the Java builder adds it here. */
  @Test
  fun noSettingIsForgotten() {
    fun names(type: Class<*>) =
      type.declaredMethods
        .filter { java.lang.reflect.Modifier.isPublic(it.modifiers) }
        .map {
          it.name
            .substringBefore('-')
            .removePrefix("set")
            .removePrefix("get")
            .replaceFirstChar(Char::lowercase)
        }
        .toSet()
    val kotlin = names(RunConfigScope::class.java)
    assertEquals(emptySet<String>(), names(RunConfigBuilder::class.java) - kotlin - "build")
    val train = names(TrainSpecScope::class.java)
    assertEquals(emptySet<String>(), names(TrainSpec.Builder::class.java) - train - "build")
    val eval = names(EvalSpecScope::class.java)
    assertEquals(emptySet<String>(), names(EvalSpec.Builder::class.java) - eval - "build")
  }

  @Test
  fun hyperparametersReachTheModel() {
    val model = Hyper()
    estimator(model, folder) {
        params("rate" to 0.5)
        assertEquals(setOf("rate"), params.names)
      }
      .use { it.verify() }
    assertEquals(listOf(0.5, 0.5, 0.5), model.seen)
  }

  private class Hyper(private val line: LineModel = LineModel()) :
    org.estimator4j.spec.EstimatorSpecFactory by line {

    val seen = mutableListOf<Double>()

    override fun create(context: org.estimator4j.spec.ModelContext) =
      line.create(context).also { seen += context.params.get<Double>("rate") }
  }

  @Test
  fun predictionsAreClosedWithTheBlock() {
    line.train(LineModel.ROWS.repeat().batch(3)) { steps = 20 }
    var leaked: Sequence<*>? = null
    assertEquals(
      1,
      line.usePredictions(rows) { predictions ->
        leaked = predictions
        predictions.take(1).count()
      },
    )
    assertThrows(RuntimeException::class.java) { leaked?.count() }
    assertEquals(3, line.usePredictionBatches(rows) { it.count() })
    assertEquals(listOf(6, 6), List(2) { line.usePredictions(rows, { keys("y") }) { it.count() } })
  }

  @Test
  fun aFlowIsColdAndClosesWhenItIsCancelled() = runBlocking {
    line.train(LineModel.ROWS.repeat().batch(3)) { steps = 20 }
    val flow = line.predictionFlow(rows)
    assertEquals(6, flow.toList().size)
    assertEquals(setOf("y", "twice"), flow.first().values.keys)
    assertEquals(6, flow.flowOn(Dispatchers.Default).toList().size)
    assertEquals(setOf("y"), line.predictionFlow(rows) { keys("y") }.first().values.keys)
    // Had a collection left its stream open, the estimator would say so now.
    assertEquals(20, line.evaluate(rows).globalStep)
  }

  @Test
  fun severalSetsAtOnce() {
    line.train(rows) { steps = 1 }
    val results = line.evaluate("a" to rows, "b" to LineModel.ROWS.take(2).batch(2))
    assertEquals(listOf("a", "b"), results.values.map { it.name })
    val one = line.evaluate("a" to rows) { steps = 1 }
    assertEquals(setOf("a"), one.keys)
  }

  @Test
  fun aModelWithoutAFactoryIsExplained() {
    class Forgotten {
      @ModelFn fun model() = Unit
    }
    val e = assertThrows(MissingFactoryException::class.java) { estimator(Forgotten(), folder) }
    assertTrue(e.message.orEmpty().contains("kapt"), e.message)
  }
}
