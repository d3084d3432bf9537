package org.estimator4j.processor.plan;

import java.util.List;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Role;

/** How a field of the spec is filled. */
public sealed interface Filling {

  /** The field. */
  Role role();

  /** The method whose result fills it. */
  ModelMethod method();

  /** With a local variable. */
  record WithLocal(Role role, ModelMethod method, String local) implements Filling {}

  /** With the result of a call that nothing else uses. */
  record WithCall(Role role, Call call) implements Filling {
    @Override
    public ModelMethod method() {
      return call.method();
    }
  }

  /** With the components of the record in a local variable, one by one. */
  record WithComponents(Role role, ModelMethod method, String local, List<Component> components)
      implements Filling {}

  /**
   * With the train op that an optimizer makes of the loss; both arguments are expressions' parts.
   */
  record WithOptimizer(Role role, ModelMethod method, Filling optimizer, String loss)
      implements Filling {}
}
