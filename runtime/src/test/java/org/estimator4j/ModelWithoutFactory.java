package org.estimator4j;

import org.estimator4j.annotation.ModelFn;

/** A model that no processor has seen: this module is compiled without ours. */
final class ModelWithoutFactory {

  @ModelFn
  Object network() {
    return this;
  }
}
