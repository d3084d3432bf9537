package org.estimator4j.samples.penguins

import java.nio.file.Path
import kotlin.io.path.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText
import org.estimator4j.kotlin.component1
import org.estimator4j.kotlin.component2
import org.estimator4j.kotlin.estimator
import org.estimator4j.kotlin.globalStep
import org.estimator4j.spec.EstimatorSpecFactory
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class PenguinsTest {

  @TempDir private lateinit var folder: Path

  private val data = "data/penguins.csv"

  @Test
  fun theSampleLearnsAndGoesOnWhereItStopped() {
    val (loss, step) = penguins(folder, data)
    assertEquals(500, step)
    assertTrue(loss < 0.2, "$loss")

    val again = penguins(folder, data)
    assertEquals(500, again.globalStep)
    assertEquals(loss, again["loss"])
    assertTrue(again["accuracy"] > 0.95, "${again["accuracy"]}")
  }

  @Test
  fun everyModeCanBeBuilt() {
    estimator(PenguinClassifier(hiddenUnits = 3), folder).use { it.verify() }
  }

  /** Named in the source: without kapt the sample would not compile, rather than fail when run. */
  @Test
  fun theFactoryIsAClassOfThisModule() {
    val factory: EstimatorSpecFactory = PenguinClassifierSpecFactory(PenguinClassifier())
    estimator(factory, folder).use { it.verify() }
  }

  @Test
  fun theSourceNeedsNoForce() {
    val sources =
      Path("src/main/kotlin/org/estimator4j/samples/penguins").listDirectoryEntries("*.kt")
    assertEquals(2, sources.size)
    for (source in sources) {
      val text = source.readText().replace(Regex("/\\*\\*(.|\n)*?\\*/"), "")
      for (force in listOf("!!", "`", " as ", " as? ", "Suppress", "lateinit")) {
        assertFalse(text.contains(force), "${source.fileName} contains $force")
      }
    }
  }

  /** Lines and characters of code: without comments, imports and blank lines. */
  @Test
  fun theModelIsShorterThanInJava() {
    val home = "org/estimator4j/samples/penguins"
    val kotlin = code(Path("src/main/kotlin/$home/PenguinClassifier.kt"))
    val java = code(Path("../samples/src/main/java/$home/PenguinModel.java"))
    assertTrue(kotlin.size < java.size, "${kotlin.size} lines, in Java ${java.size}")
    assertTrue(kotlin.sumOf { it.length } < java.sumOf { it.length })
  }

  private fun code(file: Path): List<String> =
    file
      .readText()
      .replace(Regex("/\\*\\*(.|\n)*?\\*/"), "")
      .lines()
      .map { it.trim() }
      .filterNot { it.isEmpty() || it.startsWith("import ") || it.startsWith("package ") }
}
