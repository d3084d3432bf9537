package org.estimator4j.processor.read;

import java.util.IdentityHashMap;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.estimator4j.processor.model.TypeRef;

/**
 * A compiler's answers in one round. The types of the runtime are looked up once for all classes:
 * by their names a compiler searches long.
 */
public final class Lookup {

  private final Elements elements;
  private final Types types;
  private final IdentityHashMap<TypeRef, Optional<TypeMirror>> known = new IdentityHashMap<>();

  /** For a round. */
  public Lookup(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  Elements elements() {
    return elements;
  }

  Types types() {
    return types;
  }

  /** What was found for a type that is known by name only. */
  IdentityHashMap<TypeRef, Optional<TypeMirror>> known() {
    return known;
  }
}
