package org.estimator4j.processor.plan;

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
    return inputs.stream().filter(input -> input.kind() == kind).toList();
  }

  /** The plan of a mode, if the model supports it. */
  public Optional<ModePlan> mode(Mode mode) {
    return modes.stream().filter(plan -> plan.mode() == mode).findFirst();
  }

  /** Whether any method is called on an instance. */
  public boolean needsInstance() {
    return calls().anyMatch(call -> !call.method().is(Trait.STATIC));
  }

  /** Every call of every mode. */
  public Stream<Call> calls() {
    return modes.stream().flatMap(FactoryPlan::calls);
  }

  private static Stream<Call> calls(ModePlan mode) {
    Stream<Call> kept =
        mode.statements().stream()
            .filter(Statement.Keep.class::isInstance)
            .map(statement -> ((Statement.Keep) statement).call());
    Stream<Call> filled = mode.fillings().stream().flatMap(FactoryPlan::calls);
    return Stream.of(kept, filled, mode.spec().stream()).flatMap(stream -> stream);
  }

  private static Stream<Call> calls(Filling filling) {
    if (filling instanceof Filling.WithCall with) {
      return Stream.of(with.call());
    }
    return filling instanceof Filling.WithOptimizer with ? calls(with.optimizer()) : Stream.empty();
  }
}
