package org.estimator4j.kotlin

/**
 * Marks the receivers of this DSL: inside the braces of one, the settings of those around it are
 * out of reach without naming them.
 */
@DslMarker
@Target(AnnotationTarget.CLASS, AnnotationTarget.TYPE)
@Retention(AnnotationRetention.BINARY)
public annotation class EstimatorDsl
