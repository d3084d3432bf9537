package org.estimator4j.processor.write;

/**
 * A finished source file.
 *
 * @param className the qualified name of its class
 * @param text its contents
 */
public record GeneratedFile(String className, String text) {}
