/* What the Gradle script of docs/kotlin.md calls, as Gradle's Kotlin DSL and the Kotlin plugin declare it. */

interface PluginDependencySpec

infix fun PluginDependencySpec.version(version: String): PluginDependencySpec = this

interface PluginDependenciesSpec

fun PluginDependenciesSpec.kotlin(module: String): PluginDependencySpec = error(module)

interface RepositoryHandler {
  fun mavenCentral()

  fun mavenLocal()
}

interface ExternalModuleDependency {
  fun exclude(group: String? = null, module: String? = null)
}

interface DependencyHandler {
  fun implementation(notation: String)

  fun implementation(notation: String, configure: ExternalModuleDependency.() -> Unit)

  fun runtimeOnly(notation: String)

  fun kapt(notation: String)
}

interface KotlinJvmProjectExtension {
  fun jvmToolchain(version: Int)
}

interface Project {
  fun plugins(block: PluginDependenciesSpec.() -> Unit)

  fun repositories(block: RepositoryHandler.() -> Unit)

  fun dependencies(block: DependencyHandler.() -> Unit)

  fun kotlin(configure: KotlinJvmProjectExtension.() -> Unit)
}
