package org.estimator4j.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.processor.diagnostic.Place;

/**
 * An annotated method of a model. Two are equal only if they are the same, since a class may well
 * have two of one name.
 *
 * @param name its name, in the language in which it is written
 * @param javaName the name by which Java calls it: another one for what is internal, or a property
 * @param owner the class that declares it
 * @param roles its role annotations, at least one
 * @param returnType what it returns
 * @param components the components of what it returns, if that is a record
 * @param parameters its inputs
 * @param traits what is remarkable about it
 * @param checkedExceptions the checked exceptions that it declares
 * @param place the method
 */
public record ModelMethod(
    String name,
    String javaName,
    TypeRef owner,
    List<RoleUse> roles,
    TypeRef returnType,
    Optional<List<Component>> components,
    List<Parameter> parameters,
    Set<Trait> traits,
    List<TypeRef> checkedExceptions,
    Place place) {

  /** Whether it is remarkable in this way. */
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** Its annotation of this role. */
  public Optional<RoleUse> use(Role role) {
    for (RoleUse use : roles) {
      if (use.role() == role) {
        return Optional.of(use);
      }
    }
    return Optional.empty();
  }

  /** Whether it has this role. */
  public boolean has(Role role) {
    return use(role).isPresent();
  }

  /** Whether it returns a whole {@code EstimatorSpec}: the ported style. */
  public boolean returnsSpec() {
    return returnType.is(RuntimeTypes.ESTIMATOR_SPEC);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
