package org.estimator4j.checkpoint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.estimator4j.graph.Variable;
import org.estimator4j.tensorflow.OpenHandles;
import org.estimator4j.tensorflow.TensorMemory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Reads what a warm start sets variables to. For one call, in one thread. */
public final class WarmStarter {

  private static final Logger LOG = LoggerFactory.getLogger(WarmStart.class);
  private static final String OURS = "estimator4j/";

  private final WarmStart settings;
  private final List<Variable<?>> variables;
  private final String globalStep;

  /**
   * A warm start of a graph.
   *
   * @param settings what to set, from where
   * @param variables the saved variables of the graph
   * @param globalStep the name of the one that is never set
   */
  public WarmStarter(WarmStart settings, List<Variable<?>> variables, String globalStep) {
    this.settings = settings;
    this.variables = List.copyOf(variables);
    this.globalStep = globalStep;
  }

  /**
   * Reads the values.
   *
   * @param complete whether the graph has all variables of the model, so that a name which is not
   *     among them is a mistake; only that of TRAIN has
   * @param initial gives the initial value of a variable; closed here
   * @return the values by the name of the variable; the caller closes them
   * @throws IncompatibleCheckpointException if a variable is not in the source, or in another shape
   * @throws IllegalArgumentException if a name fits no variable; where the graph is not complete,
   *     if no expression does
   */
  public Map<String, Tensor> values(boolean complete, Function<Variable<?>, Tensor> initial) {
    if (complete) {
      requireKnownNames();
    } else {
      requireAnyMatch();
    }
    Map<String, Tensor> values = new LinkedHashMap<>();
    Map<String, String> loaded = new LinkedHashMap<>();
    List<String> notLoaded = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    boolean done = false;
    try (CheckpointReader reader = CheckpointReader.open(settings.prefix())) {
      Map<String, String> keys = ObjectGraph.keysByName(reader);
      for (Variable<?> variable : variables) {
        String name = variable.name();
        String called = settings.previousNames().getOrDefault(name, name);
        boolean stored = reader.contents().variables().containsKey(called);
        String previous = stored ? called : keys.getOrDefault(called, called);
        if (!isSelected(variable)) {
          notLoaded.add(name);
          continue;
        }
        String problem = problem(variable, previous, reader.contents());
        if (problem.isEmpty()) {
          values.put(name, value(variable, reader, previous, initial));
          loaded.put(name, previous);
        } else if (settings.missingAllowed()) {
          notLoaded.add(name);
        } else {
          problems.add(problem);
        }
      }
      if (!problems.isEmpty()) {
        throw new IncompatibleCheckpointException(
            reader.checkpoint().prefix(), refusal(reader, problems), null);
      }
      TreeSet<String> unused = new TreeSet<>(reader.contents().variables().keySet());
      unused.removeAll(loaded.values());
      WarmStartReport report =
          new WarmStartReport(reader.checkpoint().prefix(), loaded, notLoaded, List.copyOf(unused));
      LOG.info(
          "warm start from {}: set {}; left at their initial values {}",
          report.source(),
          report.loaded().keySet(),
          report.notLoaded());
      settings.listener().accept(report);
      done = true;
      return values;
    } finally {
      if (!done) {
        values.values().forEach(Tensor::close);
      }
    }
  }

  private String refusal(CheckpointReader reader, List<String> problems) {
    return settings
        + " does not fit:\n  "
        + String.join("\n  ", problems)
        + "\nThe source has "
        + reader.contents().variables()
        + named(reader)
        + ". Choose variables with .variables(…), say what they were called with .rename(…), or let"
        + " them have their initial values with .allowMissing().";
  }

  private static String named(CheckpointReader reader) {
    TreeSet<String> names = new TreeSet<>(ObjectGraph.keysByName(reader).keySet());
    return names.isEmpty() ? "" : ", of variables that were called " + names;
  }

  private boolean isSelected(Variable<?> variable) {
    String name = variable.name();
    if (name.equals(globalStep) || name.startsWith(OURS)) {
      return false;
    }
    boolean named = settings.vocabularies().containsKey(name);
    if (settings.expressions().isEmpty()) {
      return named || variable.trainable() || !settings.trainableOnly();
    }
    boolean matches =
        settings.expressions().stream().anyMatch(each -> each.matcher(name).matches());
    return named || (matches && (variable.trainable() || !settings.trainableOnly()));
  }

  /** A name that fits nothing is a slip of the pen. */
  private void requireKnownNames() {
    for (Pattern expression : settings.expressions()) {
      if (variables.stream()
          .noneMatch(each -> expression.matcher(each.name()).matches() && isSelected(each))) {
        throw matchesNothing(List.of(expression), "the model has ");
      }
    }
    List<String> names = variables.stream().map(Variable::name).toList();
    TreeSet<String> named = new TreeSet<>(settings.previousNames().keySet());
    named.addAll(settings.vocabularies().keySet());
    for (String name : named) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            settings + ": the model has no variable '" + name + "'; it has " + names);
      }
    }
  }

  /** Where slots and the like are not in the graph one expression may be theirs, but not all. */
  private void requireAnyMatch() {
    if (!settings.expressions().isEmpty() && variables.stream().noneMatch(this::isSelected)) {
      throw matchesNothing(settings.expressions(), "outside of TRAIN the model has ");
    }
  }

  private IllegalArgumentException matchesNothing(List<Pattern> expressions, String has) {
    return new IllegalArgumentException(
        settings
            + ": '"
            + expressions.stream().map(Pattern::pattern).collect(Collectors.joining("', '"))
            + (expressions.size() == 1 ? "' matches no " : "' match no ")
            + (settings.trainableOnly() ? "trainable " : "")
            + "variable; "
            + has
            + variables.stream().map(Variable::name).toList());
  }

  private String problem(Variable<?> variable, String previous, CheckpointContents contents) {
    VariableSpec stored = contents.variables().get(previous);
    if (stored == null) {
      return variable.name()
          + " is not in the source"
          + (previous.equals(variable.name()) ? "" : " as " + previous);
    }
    VocabularyChange change = settings.vocabularies().get(variable.name());
    VariableSpec wanted = VariableSpec.of(variable.type(), wantedShape(variable, change));
    return wanted.accepts(stored)
        ? ""
        : variable.name() + " is " + wanted + " in the model, but " + stored + " in the source";
  }

  private static Shape wantedShape(Variable<?> variable, @Nullable VocabularyChange change) {
    if (change == null) {
      return variable.shape();
    }
    long[] sizes = variable.shape().asArray();
    if (change.axis() >= sizes.length
        || change.current().size() > sizes[change.axis()]
        || variable.type() == TString.class) {
      throw new IllegalArgumentException(
          variable
              + " has no place for "
              + change.current().size()
              + " words along axis "
              + change.axis());
    }
    sizes[change.axis()] = Shape.UNKNOWN_SIZE; // there may be rows of buckets behind the words
    return Shape.of(sizes);
  }

  private Tensor value(
      Variable<?> variable,
      CheckpointReader reader,
      String previous,
      Function<Variable<?>, Tensor> initial) {
    VocabularyChange change = settings.vocabularies().get(variable.name());
    if (change == null) {
      return reader.read(previous);
    }
    TType moved = OpenHandles.opened(Tensor.of(variable.type(), variable.shape()));
    boolean done = false;
    try (Tensor fresh = initial.apply(variable);
        TType old = reader.read(previous)) {
      TensorMemory.bytes(moved).put(TensorMemory.bytes(fresh));
      move(change, old, moved);
      done = true;
      return moved;
    } finally {
      if (!done) {
        moved.close();
      }
    }
  }

  /** Copies blocks: rows whole, columns one element (of all that lies behind axis 1) at a time. */
  private static void move(VocabularyChange change, TType old, TType moved) {
    ByteBuffer from = TensorMemory.bytes(old);
    ByteBuffer to = TensorMemory.bytes(moved);
    int axis = change.axis();
    int outer = axis == 0 ? 1 : Math.toIntExact(moved.shape().get(0));
    int oldSize = Math.toIntExact(old.shape().get(axis));
    int newSize = Math.toIntExact(moved.shape().get(axis));
    int block = to.capacity() / Math.max(1, outer * newSize);
    int[] places = change.places();
    for (int row = 0; row < outer; row++) {
      for (int word = 0; word < places.length; word++) {
        if (places[word] >= 0 && places[word] < oldSize) {
          to.put(
              (row * newSize + word) * block, from, (row * oldSize + places[word]) * block, block);
        }
      }
    }
  }
}
