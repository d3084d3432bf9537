package org.estimator4j.processor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.Trait;

/**
 * What a whole factory does.
 *
 * @param model the class that it is for
 * @param inputs features and labels, in the order of declaration
 * @param modes the supported modes, in order
 */
public record FactoryPlan(ModelClass model, List<InputPlan> inputs, List<ModePlan> modes) {

  /** The inputs of one kind. */
  public List<InputPlan> inputs(InputKind kind) {
    List<InputPlan> some = new ArrayList<>();
    for (InputPlan input : inputs) {
      if (input.kind() == kind) {
        some.add(input);
      }
    }
    return some;
  }

  /** The plan of a mode, if the model supports it. */
  public Optional<ModePlan> mode(Mode mode) {
    for (ModePlan plan : modes) {
      if (plan.mode() == mode) {
        return Optional.of(plan);
      }
    }
    return Optional.empty();
  }

  /** Whether any method is called on an instance. */
  public boolean needsInstance() {
    for (Call call : everyCall()) {
      if (!call.method().is(Trait.STATIC)) {
        return true;
      }
    }
    return false;
  }

  /** Every call of every mode. */
  public Stream<Call> calls() {
    return everyCall().stream();
  }

  private List<Call> everyCall() {
    List<Call> calls = new ArrayList<>();
    for (ModePlan mode : modes) {
      for (Statement statement : mode.statements()) {
        if (statement instanceof Statement.Keep keep) {
          calls.add(keep.call());
        }
      }
      for (Filling filling : mode.fillings()) {
        Filling made = filling instanceof Filling.WithOptimizer with ? with.optimizer() : filling;
        if (made instanceof Filling.WithCall with) {
          calls.add(with.call());
        }
      }
      if (mode.spec().isPresent()) {
        calls.add(mode.spec().get());
      }
    }
    return calls;
  }
}
