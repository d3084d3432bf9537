package org.estimator4j.session.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.graph.Variable;
import org.estimator4j.session.HookSession;
import org.tensorflow.Tensor;

/** The values of variables as they are between two steps. */
public final class Snapshot {

  private Snapshot() {}

  /**
   * Takes one. Later steps do not change it: TensorFlow copies a variable before it changes one
   * that somebody still looks at.
   *
   * @param session the session
   * @param variables the variables, by whatever names
   * @return the values by the same names; the caller closes them
   */
  public static Map<String, Tensor> of(HookSession session, Map<String, Variable<?>> variables) {
    List<Tensor> tensors = session.fetch(new ArrayList<>(variables.values()));
    Map<String, Tensor> values = new LinkedHashMap<>();
    int i = 0;
    for (String name : variables.keySet()) {
      values.put(name, tensors.get(i++));
    }
    return values;
  }
}
