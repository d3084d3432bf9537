package org.estimator4j.kotlin

import java.lang.reflect.Constructor
import java.lang.reflect.Executable
import java.lang.reflect.GenericArrayType
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.WildcardType
import java.util.Optional
import java.util.OptionalDouble
import java.util.OptionalInt
import java.util.OptionalLong
import java.util.stream.Stream
import org.estimator4j.graph.Initializer
import org.estimator4j.kotlin.PublicApi.show
import org.estimator4j.nn.layer.Activation
import org.estimator4j.nn.schedule.Schedule
import org.jspecify.annotations.NullMarked
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/**
 * What makes a Java library pleasant in Kotlin, over all public types of `annotations` and
 * `runtime`. The numbers are those of the table in docs/kotlin.md.
 */
class JavaApiRulesTest {

  @Test
  fun thereIsSomethingToCheck() {
    assertTrue(PublicApi.types.size > 150, "${PublicApi.types.size} types")
    assertTrue(PublicApi.methods.size > 700, "${PublicApi.methods.size} methods")
  }

  @Test
  fun rule01EveryPackageIsNullMarked() {
    // What users write in annotations is never null in the language, in Java as in Kotlin.
    val (annotations, others) =
      PublicApi.classes.partition { it.packageName == "org.estimator4j.annotation" }
    assertTrue(annotations.all { it.isAnnotation || it.isEnum || it.isInterface })
    val packages = others.map { it.packageName }.distinct()
    val marked =
      PublicApi.classes
        .filter {
          it.simpleName == "package-info" && it.isAnnotationPresent(NullMarked::class.java)
        }
        .map { it.packageName }
    assertNone(packages - marked.toSet())
  }

  @Test
  fun rule03FunctionalParametersComeLastAndAlone() {
    val wrong =
      PublicApi.executables.filter { member ->
        !member.declaringClass.isRecord &&
          member.parameterTypes.dropLast(1).any { isFunctional(it) && it !in VALUES }
      }
    assertNone(wrong.map(::show))
  }

  @Test
  fun rule04FunctionalTypesAreInterfacesWithoutRivals() {
    val rivals =
      PublicApi.methods
        .groupBy { Triple(it.declaringClass, it.name, it.parameterCount) }
        .values
        .filter { overloads ->
          val functional = overloads.map { it.parameterTypes.map(::isFunctional) }
          functional.first().indices.any { at -> functional.count { it[at] } > 1 }
        }
    assertNone(rivals.map { show(it.first()) })
    val singleMethodClasses =
      PublicApi.types.filter { type ->
        Modifier.isAbstract(type.modifiers) &&
          !type.isInterface &&
          type.declaredConstructors.any { Modifier.isPublic(it.modifiers) } &&
          type.methods.count { Modifier.isAbstract(it.modifiers) } == 1
      }
    assertNone(singleMethodClasses.map { it.name })
  }

  @Test
  fun rule05NothingIsNamedLikeAHardKeyword() {
    val names =
      PublicApi.methods.map { it.name to show(it) } +
        PublicApi.executables.flatMap { member ->
          member.parameters.map { it.name to "${show(member)}: ${it.name}" }
        } +
        PublicApi.types.flatMap { type ->
          type.fields.map { it.name to "${type.name}.${it.name}" } +
            type.packageName.split('.').map { it to type.packageName }
        }
    assertNone(names.filter { it.first in HARD_KEYWORDS }.map { it.second })
  }

  @Test
  fun rule06AccessorsHaveOneStyle() {
    val beans =
      PublicApi.methods.filter { method ->
        !Modifier.isStatic(method.modifiers) &&
          (method.parameterCount == 0 && method.name.matches(Regex("get[A-Z].*")) ||
            method.name.matches(Regex("set[A-Z].*")))
      }
    assertNone(beans.map(::show))
  }

  @Test
  fun rule08OperatorsAreChosen() {
    val found =
      PublicApi.methods
        .filter { it.name in OPERATORS && !Modifier.isStatic(it.modifiers) }
        .filter { it.parameterCount == if (it.name in setOf("not", "iterator")) 0 else 1 }
        .map(::show)
    assertEquals(
      listOf(
        "EvalResult.get(String)",
        "Prediction.get(String)",
        "feature.NamedOperands.get(DenseFeature)",
        "feature.NamedOperands.get(RaggedFeature)",
        "feature.NamedOperands.get(SparseFeature)",
        "input.Row.get(String)",
        "session.SessionRunValues.get(Operand)",
      ),
      found,
    )
  }

  @Test
  fun rule09NothingCanBeTakenForAScopeFunction() {
    val members =
      PublicApi.methods.filter { method ->
        method.name in SCOPE_FUNCTIONS && method.parameterTypes.all(::isFunctional)
      }
    assertNone(members.map(::show))
  }

  @Test
  fun rule10NoWildcardsInReturnTypes() {
    assertNone(
      PublicApi.methods.filter { hasWildcardOfContainer(it.genericReturnType) }.map(::show)
    )
  }

  @Test
  fun rule11NoRawTypesAndNoArraysInGenerics() {
    val types =
      PublicApi.executables.flatMap { member ->
        val result = (member as? Method)?.genericReturnType
        (member.genericParameterTypes.toList() + listOfNotNull(result)).map { it to show(member) }
      }
    assertNone(types.filter { isRaw(it.first) || hasArrayInGenerics(it.first) }.map { it.second })
  }

  @Test
  fun rule12OptionalIsOnlyReturned() {
    val parameters =
      PublicApi.executables.filter { member -> member.parameterTypes.any { it in OPTIONALS } }
    // A record's own constructor mirrors what the record returns.
    assertNone(parameters.filterNot { isCanonical(it) }.map(::show))
    val fields = PublicApi.types.flatMap { type -> type.fields.filter { it.type in OPTIONALS } }
    assertNone(fields.map { it.toString() })
  }

  @Test
  fun rule13WhatIsClosedIsAutoCloseable() {
    val closing = PublicApi.methods.filter { it.name == "close" && it.parameterCount == 0 }
    assertTrue(closing.size > 3)
    assertNone(
      closing
        .filterNot { AutoCloseable::class.java.isAssignableFrom(it.declaringClass) }
        .map(::show)
    )
    assertNone(closing.filter { it.exceptionTypes.isNotEmpty() }.map(::show))
  }

  /** What users implement may throw anything: it is caught and reported with its cause. */
  @Test
  fun rule14NothingThrowsCheckedExceptions() {
    val checked =
      PublicApi.executables.filter { member ->
        member.exceptionTypes.any { !RuntimeException::class.java.isAssignableFrom(it) } &&
          !isFunctional(member.declaringClass)
      }
    assertNone(checked.map(::show))
  }

  /** An array of primitives is what a caller has anyway; spreading it costs nothing. */
  @Test
  fun rule15EveryVarargHasATwinForLists() {
    val lonely =
      PublicApi.methods
        .filter { it.isVarArgs && !it.parameterTypes.last().componentType.isPrimitive }
        .filterNot { it.declaringClass.simpleName in FOR_GENERATED_CODE }
        .filter { method ->
          method.declaringClass.declaredMethods.none { twin ->
            twin.name == method.name &&
              twin.parameterCount == method.parameterCount &&
              Iterable::class.java.isAssignableFrom(twin.parameterTypes.last()) &&
              twin.parameterTypes.dropLast(1) == method.parameterTypes.dropLast(1)
          }
        }
    assertNone(lonely.map(::show))
  }

  @Test
  fun rule17ClassParametersAreNamedTypeAndHaveAReifiedTwin() {
    val withClass =
      PublicApi.methods.filter { method -> method.parameterTypes.any { it == Class::class.java } }
    val names = withClass.flatMap { it.parameters.toList() }.filter { it.type == Class::class.java }
    assertEquals(listOf("type"), names.map { it.name }.distinct())
    val twins = reifiedTwins()
    assertNone(
      withClass
        .map { "${it.declaringClass.simpleName}.${it.name}" }
        .distinct()
        .filterNot {
          it.substringBefore('.') in FOR_GENERATED_CODE || (OTHER_NAMES[it] ?: it) in twins
        }
    )
  }

  @Test
  fun rule26NoOverloadsThatDifferByBoxing() {
    val pairs =
      PublicApi.methods
        .groupBy { it.declaringClass to it.name }
        .values
        .flatMap { overloads -> overloads.flatMap { a -> overloads.map { b -> a to b } } }
        .filter { (a, b) -> a != b && a.parameterCount == b.parameterCount }
        .filter { (a, b) ->
          a.parameterTypes.map { it.kotlin } == b.parameterTypes.map { it.kotlin }
        }
    assertNone(pairs.map { show(it.first) })
  }

  @Test
  fun rule27ParametersHaveTheirNames() {
    val nameless =
      PublicApi.executables.filter { member ->
        !member.declaringClass.isEnum && member.parameters.any { !it.isNamePresent }
      }
    assertNone(nameless.map(::show))
  }

  private fun assertNone(found: List<String>) = assertEquals(emptyList<String>(), found)

  private fun isFunctional(type: Class<*>): Boolean =
    type.isInterface &&
      (type.name.startsWith("org.estimator4j.") || type.packageName == "java.util.function") &&
      !type.isSealed &&
      type.methods.count { Modifier.isAbstract(it.modifiers) } == 1

  private fun isCanonical(member: Executable): Boolean =
    member is Constructor<*> && member.declaringClass.isRecord

  private fun arguments(type: Type): List<Type> =
    (type as? ParameterizedType)?.actualTypeArguments?.toList() ?: emptyList()

  /** A list of something unknown is a burden; an operand of an unknown element type is a fact. */
  private fun hasWildcardOfContainer(type: Type): Boolean {
    if (type !is ParameterizedType) return false
    val raw = type.rawType as Class<*>
    val container =
      Iterable::class.java.isAssignableFrom(raw) ||
        raw in setOf(Map::class.java, Stream::class.java, Optional::class.java)
    return arguments(type).any { (container && it is WildcardType) || hasWildcardOfContainer(it) }
  }

  private fun isRaw(type: Type): Boolean =
    if (type is Class<*>) !type.isArray && type.typeParameters.isNotEmpty()
    else arguments(type).any { isRaw(it) }

  /** Bytes are a value; a list of arrays of objects is a table that should be a type. */
  private fun hasArrayInGenerics(type: Type): Boolean =
    arguments(type).any { argument ->
      argument is GenericArrayType ||
        (argument is Class<*> && argument.isArray && !argument.componentType.isPrimitive) ||
        hasArrayInGenerics(argument)
    }

  /** Functions of this module that take a class as a type argument, each with its receiver. */
  private fun reifiedTwins(): Set<String> =
    listOf("ReifiedKt", "LayersKt", "CsvScope", "ExampleScope", "ArrayScope")
      .map { Class.forName("org.estimator4j.kotlin.$it") }
      .flatMap { type -> type.declaredMethods.filter { it.isSynthetic }.map { type to it } }
      .map { (type, method) ->
        val name = method.name.removePrefix("typed").replaceFirstChar(Char::lowercase)
        val receiver = if (type.simpleName.endsWith("Kt")) method.parameterTypes.first() else type
        "${receiver.simpleName}.${name.removeSuffix("\$default")}"
      }
      .toSet()

  private companion object {

    /** Functional, but chosen among ready-made ones; they stand where Python has them. */
    val VALUES = setOf(Schedule::class.java, Activation::class.java, Initializer::class.java)

    /** Called by what the processor writes, and by nobody else. */
    val FOR_GENERATED_CODE = setOf("FeatureKind", "PredictorContract", "AnswerRow")

    val OTHER_NAMES =
      mapOf(
        "CsvSource.feature" to "CsvScope.feature",
        "CsvSource.label" to "CsvScope.label",
        "ExampleSource.feature" to "ExampleScope.feature",
        "ExampleSource.label" to "ExampleScope.label",
        "ExampleSource.ragged" to "ExampleScope.ragged",
        "ExampleSource.sparse" to "ExampleScope.sparse",
        "ArrayRows.sparse" to "ArrayScope.sparse",
        "NamedOperands.get" to "Features.get",
        "NamedOperands.sparse" to "Features.sparse",
        "NamedOperands.ragged" to "Features.ragged",
        "FeatureSpec.dense" to "String.denseFeature",
        "FeatureSpec.sparse" to "String.sparseFeature",
        "FeatureSpec.ragged" to "String.raggedFeature",
        "Input.records" to "Iterable.records",
        "VariableSpec.of" to "Shape.variableSpec",
      )

    val HARD_KEYWORDS =
      ("as break class continue do else false for fun if in interface is null object package " +
          "return super this throw true try typealias typeof val var when while")
        .split(' ')
        .toSet()

    val OPERATORS =
      ("get set contains plus minus times div rem invoke iterator compareTo rangeTo rangeUntil " +
          "not unaryMinus unaryPlus inc dec plusAssign minusAssign timesAssign divAssign")
        .split(' ')
        .toSet()

    val SCOPE_FUNCTIONS = setOf("apply", "also", "let", "run", "with", "use", "to", "takeIf")

    val OPTIONALS =
      setOf(
        Optional::class.java,
        OptionalInt::class.java,
        OptionalLong::class.java,
        OptionalDouble::class.java,
      )
  }
}
