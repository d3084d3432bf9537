/**
 * What users write on their model classes: one annotation for each field of an {@code
 * EstimatorSpec}, and {@link org.estimator4j.annotation.Feature}, {@link
 * org.estimator4j.annotation.Label}, {@link org.estimator4j.annotation.Output} and {@link
 * org.estimator4j.annotation.From} for the data that flows between them.
 *
 * <p>A class becomes a model by one method annotated {@link
 * org.estimator4j.annotation.ModelFn @ModelFn}. The annotation processor {@code
 * estimator4j-processor} checks the class and writes its {@code …SpecFactory}; without the
 * processor these annotations do nothing. This jar depends on nothing at all.
 */
package org.estimator4j.annotation;
