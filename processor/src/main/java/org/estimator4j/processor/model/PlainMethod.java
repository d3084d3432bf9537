package org.estimator4j.processor.model;

import java.util.List;

/**
 * A method of a model class without any role: perhaps one whose annotation was forgotten.
 *
 * @param name its name
 * @param returnType what it returns
 * @param componentNames the names of the components of what it returns, if that is a record
 */
public record PlainMethod(String name, TypeRef returnType, List<String> componentNames) {}
