package org.estimator4j.kotlin

import java.lang.reflect.Executable
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.net.URI
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.isDirectory
import kotlin.io.path.toPath
import org.estimator4j.Estimator
import org.estimator4j.annotation.ModelFn

/** The public types of the Java modules, as they are on the class path: folders or jars. */
object PublicApi {

  /** All classes, whatever their visibility. */
  val classes: List<Class<*>> by lazy {
    listOf(ModelFn::class.java, Estimator::class.java)
      .flatMap { names(it.protectionDomain.codeSource.location.toURI()) }
      .sorted()
      .map { Class.forName(it, false, javaClass.classLoader) }
  }

  /** What users see: public in every nesting, outside internal rooms. */
  val types: List<Class<*>> by lazy {
    classes.filter { type ->
      !type.isSynthetic &&
        !type.packageName.endsWith(".internal") &&
        type.packageName != FOR_OTHER_ROOMS &&
        generateSequence(type) { it.enclosingClass }.all { Modifier.isPublic(it.modifiers) }
    }
  }

  /** Their public methods, those that a compiler made aside. */
  val methods: List<Method> by lazy {
    types
      .flatMap { type -> withHiddenBases(type).flatMap { it.declaredMethods.filter(::isSeen) } }
      .distinct()
      .sortedBy { show(it) }
  }

  /** Their public methods and constructors. */
  val executables: List<Executable> by lazy {
    methods + types.flatMap { type -> type.declaredConstructors.filter(::isSeen) }
  }

  /** The class, and the package-private ones above it, whose public methods are its own. */
  private fun withHiddenBases(type: Class<*>): List<Class<*>> =
    listOf(type) +
      generateSequence(type.superclass) { it.superclass }
        .filter { it.name.startsWith("org.estimator4j.") && !Modifier.isPublic(it.modifiers) }

  /** The room whose types are public for other rooms of the runtime only. */
  private const val FOR_OTHER_ROOMS = "org.estimator4j.tensorflow"

  private fun isSeen(member: Executable): Boolean =
    Modifier.isPublic(member.modifiers) && !member.isSynthetic

  private fun names(location: URI): List<String> {
    val path = location.toPath()
    if (path.isDirectory()) return namesUnder(path)
    return FileSystems.newFileSystem(path).use { namesUnder(it.getPath("/")) }
  }

  private fun namesUnder(root: Path): List<String> =
    Files.walk(root).use { files ->
      files
        .map { file -> root.relativize(file).joinToString(".") }
        .filter { it.startsWith("org.estimator4j.") && it.endsWith(".class") }
        .map { it.removeSuffix(".class") }
        .toList()
    }

  /** A method for people: class, name and parameter types. */
  fun show(member: Executable): String {
    val parameters = member.parameters.joinToString { it.type.simpleName }
    val owner = member.declaringClass.name.removePrefix("org.estimator4j.")
    val name = if (member is Method) member.name else "new"
    return "$owner.$name($parameters)"
  }
}
