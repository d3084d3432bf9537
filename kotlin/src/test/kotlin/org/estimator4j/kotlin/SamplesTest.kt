package org.estimator4j.kotlin

import java.nio.file.Path
import java.time.Duration
import kotlin.io.path.readText
import kotlin.io.path.writeText
import org.estimator4j.annotation.Mode
import org.estimator4j.config.RunConfig
import org.estimator4j.graph.ModelGraph
import org.estimator4j.kotlin.samples.*
import org.estimator4j.nn.layer.Layers
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.tensorflow.ndarray.Shape

/** The examples of the documentation do what they show. */
class SamplesTest {

  @TempDir private lateinit var folder: Path

  @Test
  fun settings() {
    val config = runConfigSample(folder)
    assertEquals(
      RunConfig.builder(folder)
        .seed(7)
        .saveCheckpointsEvery(Duration.ofMinutes(5))
        .keepCheckpointEvery(Duration.ofHours(6))
        .threads(1, 0)
        .build()
        .toString(),
      config.toString(),
    )
    assertEquals(16, paramsSample())
    estimatorSample(LineModel(), folder)
  }

  @Test
  fun inputs() {
    assertEquals(2, arraysSample().elementSpec.size())
    val file = folder.resolve("penguins.csv")
    file.writeText(
      "bill_length_mm;island;species\n39.1;Biscoe;Adelie\nNA;Dream;Gentoo\nx;Dream;Gentoo\n"
    )
    val (train, test) = csvSample(file)
    assertEquals(listOf("bill_length_mm", "island"), train.elementSpec.features.map { it.name })
    assertEquals(train.elementSpec, test.elementSpec)
    val flowers = recordsSample()
    assertEquals(2L, flowers.size)
    assertEquals(
      listOf("petalLength", "petalWidth", "species"),
      flowers.elementSpec.run { features + labels }.map { it.name },
    )
    assertTrue(flowers.preview(2).contains("1.4"), flowers.preview(2))
    flowers.writeTfRecords(folder.resolve("flowers.tfrecord"))
    assertEquals(3, tfRecordsSample("$folder/*.tfrecord").elementSpec.size())
  }

  @Test
  fun graphs() {
    ModelGraph.create(Mode.TRAIN, 1).use { graph ->
      val layers = Layers(graph)
      val pixels = graph.ops.placeholder(org.tensorflow.types.TFloat32::class.java)
      assertEquals(Shape.scalar(), graphSample(graph).shape())
      operatorsSample(graph.ops, pixels, pixels)
      layersSample(
        layers,
        graph.ops.zeros(graph.ops.array(2, 8, 8, 1), org.tensorflow.types.TFloat32::class.java),
      )
      assertEquals(
        listOf("scale", "edges/kernel", "edges/bias", "logits/kernel"),
        graph.trainableVariables.map { it.name },
      )
    }
  }

  @Test
  fun calls() {
    val endless = LineModel.ROWS.shuffle().repeat().batch(3)
    val rows = LineModel.ROWS.batch(4)
    estimator(LineModel(), folder.resolve("line")) { saveCheckpointsSteps = 50 }
      .use { line ->
        trainSample(line, endless)
        assertEquals(0.0, evaluateSample(line, rows), 1e-3)
        assertEquals(-3.0, predictionsSample(line, rows).first(), 1e-3)
        assertEquals(predictionsSample(line, rows), flowSample(line, rows))
        assertEquals(9.0, predictorSample(line), 1e-3)
        assertEquals(
          9f,
          exportSample(line, folder.resolve("export").apply { toFile().mkdir() }),
          1e-3f,
        )
      }
    estimator(LineModel(), folder.resolve("both")) { saveCheckpointsSteps = 50 }
      .use { line -> assertEquals(0.0, trainAndEvaluateSample(line, endless, rows), 1e-2) }
  }

  @Test
  fun everySampleOfTheDocumentationIsThere() {
    val source = Path.of("src/test/kotlin/org/estimator4j/kotlin/samples/Samples.kt").readText()
    val named =
      Path.of("src/main/kotlin/org/estimator4j/kotlin").toFile().listFiles().orEmpty().flatMap {
        Regex("@sample org\\.estimator4j\\.kotlin\\.samples\\.(\\w+)").findAll(it.readText()).map {
          found ->
          found.groupValues[1]
        }
      }
    assertTrue(named.size > 12, "$named")
    assertEquals(emptyList<String>(), named.filterNot { source.contains("fun $it(") })
  }
}
