package org.estimator4j.processor.plan;

import java.util.List;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.TypeRef;

/**
 * A feature or label as all its mentions together declare it.
 *
 * @param kind which of the two
 * @param name its name in the input
 * @param form how many tensors carry it
 * @param elementType its element type
 * @param shape its shape, the batch dimension first
 * @param constant the name of its constant in the factory
 */
public record InputPlan(
    InputKind kind,
    String name,
    InputForm form,
    TypeRef elementType,
    List<Long> shape,
    String constant) {}
