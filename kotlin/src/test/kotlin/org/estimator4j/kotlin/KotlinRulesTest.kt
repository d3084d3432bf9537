package org.estimator4j.kotlin

import java.io.StringWriter
import java.lang.reflect.Modifier
import java.net.URI
import java.nio.file.Path
import javax.tools.JavaFileObject
import javax.tools.SimpleJavaFileObject
import javax.tools.ToolProvider
import org.estimator4j.EvalResult
import org.estimator4j.TrainOption
import org.estimator4j.TrainResult
import org.estimator4j.annotation.Feature
import org.estimator4j.annotation.Label
import org.estimator4j.annotation.Mode
import org.estimator4j.checkpoint.Checkpoint
import org.estimator4j.graph.ModelGraph
import org.estimator4j.nn.layer.Layers
import org.estimator4j.session.SessionRunContext
import org.estimator4j.session.SessionRunValues
import org.estimator4j.spec.EstimatorSpec
import org.estimator4j.spec.ModelContext
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.tensorflow.ndarray.Shape
import org.tensorflow.types.TFloat32

/** Rules that only Kotlin code can show. The numbers are those of the table in docs/kotlin.md. */
class KotlinRulesTest {

  @TempDir private lateinit var folder: Path

  /** Of what users are given most, every accessor reads as a property; what acts is a function. */
  @Test
  fun rule06ResultsHaveProperties() {
    val properties =
      listOf("ResultsKt", "ModelsKt", "HooksKt", "RowsKt")
        .map { Class.forName("org.estimator4j.kotlin.$it") }
        .flatMap { it.declaredMethods.toList() }
        .map {
          val name =
            it.name.removePrefix("get").removePrefix("is").replaceFirstChar(Char::lowercase)
          "${it.parameterTypes.firstOrNull()?.simpleName}.$name"
        }
    val types =
      listOf(
        EvalResult::class.java,
        ModelContext::class.java,
        SessionRunContext::class.java,
        SessionRunValues::class.java,
      )
    val functions = types.flatMap { type ->
      type.declaredMethods
        .filter { Modifier.isPublic(it.modifiers) && !Modifier.isStatic(it.modifiers) }
        .filter { it.parameterCount == 0 && it.returnType != Void.TYPE }
        .map { "${type.simpleName}.${it.name}" }
    }
    assertEquals(
      listOf(
        "EvalResult.toString",
        "ModelContext.unsupportedMode",
        "SessionRunValues.isEmpty",
        "SessionRunValues.metadata",
      ),
      (functions - properties.toSet()).sorted(),
    )
  }

  @Test
  fun rule07ResultsDestructure() {
    val (globalStep, steps, loss, reason) = TrainResult(5, 2, 0.5, "enough")
    assertEquals("5 2 0.5 enough", "$globalStep $steps $loss $reason")
    val (prefix, step) = Checkpoint(folder, 7)
    assertEquals(folder to 7L, prefix to step)
    val (train, test) = LineModel.ROWS.split(0.5, "line")
    assertEquals(6L, train.size?.plus(test.size ?: 0))
    estimator(LineModel(), folder).use { line ->
      val (mean, at) = line.evaluate(LineModel.ROWS.batch(6))
      assertTrue(mean > 0)
      assertEquals(0, at)
    }
    ModelGraph.create(Mode.EVAL, 1).use { graph ->
      val x = graph.ops.zeros(graph.ops.array(2, 3, 4), TFloat32::class.java)
      val (outputs, state) = Layers(graph).gru("gru", x, 5)
      assertEquals(Shape.of(2, 3, 5) to Shape.of(2, 5), outputs.shape() to state.shape())
    }
  }

  @Test
  fun rule11CollectionsCannotBeChanged() {
    val params = paramsOf("a" to 1)
    val spec = EstimatorSpec.builder(Mode.EVAL)
    val given =
      listOf<Any>(
        params.names,
        LineModel.ROWS.elementSpec.features,
        LineModel().inputs().features(),
      ) +
        ModelGraph.create(Mode.TRAIN, 1).use { graph ->
          listOf(graph.trainableVariables, graph.losses, graph.updateOps)
        }
    assertTrue(spec.toString().isNotEmpty())
    for (collection in given) {
      assertThrows(
        UnsupportedOperationException::class.java,
        { (collection as MutableCollection<*>).clear() },
      ) {
        "$collection"
      }
    }
  }

  @Test
  fun rule18ModesAndOptionsAreExhaustive() {
    // No else: whoever adds a mode or an option is told by the compiler.
    fun text(mode: Mode) =
      when (mode) {
        Mode.TRAIN -> "t"
        Mode.EVAL -> "e"
        Mode.PREDICT -> "p"
      }
    assertEquals("tep", Mode.entries.joinToString("") { text(it) })
    assertTrue(TrainOption::class.java.isSealed)
  }

  data class Everywhere(
    val plain: Float,
    @Label val first: Int,
    @field:Label val second: Int,
    @param:Label val third: Int,
    @get:Label val fourth: Int,
    @Feature(name = "named", shape = [-1, 2]) val array: FloatArray,
  ) {
    val derived: Int
      get() = first + second
  }

  @Test
  fun rule19AnnotationsMeanTheSameEverywhere() {
    val rows = records(listOf(Everywhere(1f, 2, 3, 4, 5, floatArrayOf(6f, 7f))))
    assertEquals(listOf("plain", "named"), rows.elementSpec.features.map { it.name })
    assertEquals(Shape.of(2), rows.elementSpec.features[1].rowShape)
    assertEquals(
      listOf("first", "second", "third", "fourth"),
      rows.elementSpec.labels.map { it.name },
    )
    val targets = Feature::class.java.getAnnotation(java.lang.annotation.Target::class.java).value
    assertTrue(
      targets
        .map { it.name }
        .containsAll(listOf("FIELD", "METHOD", "PARAMETER", "RECORD_COMPONENT"))
    )
  }

  /** kapt writes a Java class for each Kotlin class, and gives it to javac. */
  @Test
  fun rule22WhyThereAreNoRecordsInKotlin() {
    val stub = "public final class Flower extends java.lang.Record {}"
    val said = StringWriter()
    val source =
      object :
        SimpleJavaFileObject(URI.create("string:///Flower.java"), JavaFileObject.Kind.SOURCE) {
        override fun getCharContent(ignoreEncodingErrors: Boolean) = stub
      }
    val options = listOf("-d", "$folder")
    ToolProvider.getSystemJavaCompiler()
      .getTask(said, null, null, options, null, listOf(source))
      .call()
    assertTrue("$said".contains("classes cannot directly extend Record"), "$said")
  }

  @JvmInline value class Rate(val value: Float)

  @Suppress("UNUSED_PARAMETER")
  class Lossy {
    internal fun hidden() = Unit

    fun valued(rate: Rate) = Unit

    suspend fun waiting() = Unit

    fun nullable(map: Map<String, Float?>) = Unit
  }

  /** Why docs/kotlin.md asks for plain functions in a model. */
  @Test
  fun rule23WhatStubsLose() {
    val methods =
      Lossy::class.java.declaredMethods.associateBy { it.name.takeWhile(Char::isLetter) }
    assertTrue(methods.getValue("hidden").name.startsWith("hidden$"))
    assertTrue(methods.getValue("valued").name.startsWith("valued-"))
    assertEquals(
      "kotlin.coroutines.Continuation",
      methods.getValue("waiting").parameterTypes.single().name,
    )
    assertEquals(
      "java.util.Map<java.lang.String, java.lang.Float>",
      methods.getValue("nullable").genericParameterTypes.single().typeName,
    )
  }
}
