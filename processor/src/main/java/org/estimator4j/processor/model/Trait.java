package org.estimator4j.processor.model;

/** What is remarkable about a class or a method, besides its name and types. */
public enum Trait {
  /** Public, and for a class every class around it too. */
  PUBLIC,
  /** Private; for a class, or inside a private one. */
  PRIVATE,
  /** Abstract. */
  ABSTRACT,
  /** Has type parameters. */
  GENERIC,
  /** Deprecated, so that its use is a warning. */
  DEPRECATED,
  /** Deprecated for removal, so that its use is another warning. */
  FOR_REMOVAL,

  /** A class: lives inside an instance of another. */
  INNER,
  /** A class: written in Kotlin. */
  KOTLIN,
  /** A class: written in Kotlin, and nobody could read what its Java stub does not show. */
  UNREAD_KOTLIN,
  /** A class: the companion object of another. */
  COMPANION,
  /** A class: is an interface, an enum or an annotation type. */
  NOT_A_CLASS,

  /** A method: static. */
  STATIC,
  /** A method: its last parameter is variable. */
  VARARGS,
  /** A method: its result may be null. */
  NULLABLE,
  /** A method: a suspending function of Kotlin. */
  SUSPEND,
  /** A method: inherited, and out of reach of the factory's package. */
  OUT_OF_REACH,
  /** A method: from a class file that does not name its parameters. */
  NAMELESS_PARAMETERS
}
