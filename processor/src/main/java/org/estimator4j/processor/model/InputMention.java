package org.estimator4j.processor.model;

import java.util.List;
import java.util.Optional;
import org.estimator4j.processor.diagnostic.Place;

/**
 * One {@code @Feature} or {@code @Label}, on a parameter or inside {@code @ModelFn}. Several
 * mentions of one name declare one input.
 *
 * @param kind which of the two
 * @param name the name of the input: given, or that of the parameter
 * @param dtype the {@code DType} constant, where one is given
 * @param form how many tensors carry it, where that is given
 * @param shape the sizes, where they are given
 * @param where what the user reads, such as {@code parameter 'x' of logits}
 * @param place the annotation
 * @param dtypePlace the value of {@code dtype}, or the annotation
 * @param formPlace the value of {@code kind}, or the annotation
 * @param shapePlace the value of {@code shape}, or the annotation
 */
public record InputMention(
    InputKind kind,
    String name,
    Optional<String> dtype,
    Optional<InputForm> form,
    Optional<List<Long>> shape,
    String where,
    Place place,
    Place dtypePlace,
    Place formPlace,
    Place shapePlace) {}
