package org.estimator4j.processor.read;

import java.util.Set;

/**
 * A function, or the getter of a property, as Kotlin's metadata have it.
 *
 * @param name its name in Kotlin
 * @param jvmName its name in the class file, which need not be one of Java's
 * @param hidden whether it is private, so that nobody expects it to be called
 * @param annotations the qualified names of its annotations
 */
record KotlinFunction(String name, String jvmName, boolean hidden, Set<String> annotations) {

  /** Copies the set. */
  KotlinFunction {
    annotations = Set.copyOf(annotations);
  }
}
