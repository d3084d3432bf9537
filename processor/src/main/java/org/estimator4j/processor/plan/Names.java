package org.estimator4j.processor.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;

/**
 * Chooses names that are the user's own wherever that is possible, and clash with nothing: neither
 * with each other nor with what a variable of that name would hide.
 */
final class Names {

  /** What generated methods mention by a simple name, or by the head of a qualified one. */
  private static final Set<String> TAKEN =
      Set.of(
          "context",
          "model",
          "org",
          "java",
          "javax",
          "EstimatorSpec",
          "FeatureSpec",
          "InputSpec",
          "List",
          "Mode",
          "Objects",
          "Set",
          "Shape");

  private final Set<String> used;

  private Names(Set<String> used) {
    this.used = used;
  }

  /** Names inside a factory for this model. */
  static Names forFactory(ModelClass model) {
    Names names = new Names(new HashSet<>(TAKEN));
    names.reserve(model.type().simpleNames());
    String home = model.type().packageName();
    names.used.add(home.contains(".") ? home.substring(0, home.indexOf('.')) : home);
    for (ModelMethod method : model.methods()) {
      names.reserve(method.owner().simpleNames());
      String owner = method.owner().packageName();
      names.used.add(owner.contains(".") ? owner.substring(0, owner.indexOf('.')) : owner);
    }
    return names;
  }

  /** Names inside a typed predictor for this model. */
  static Names forPredictor(ModelClass model) {
    Names names = forFactory(model);
    names.reserve(
        Set.of(
            "CONTRACT",
            "AnswerRow",
            "Map",
            "Path",
            "Prediction",
            "Predictor",
            "PredictorContract",
            "PredictorOption",
            "TensorValue",
            "predictor"));
    return names;
  }

  /** Names of a record's components, which its own methods must not have; Kotlin's may be any. */
  static Names forComponents() {
    return new Names(
        new HashSet<>(
            Set.of(
                "clone",
                "finalize",
                "getClass",
                "hashCode",
                "notify",
                "notifyAll",
                "toString",
                "wait")));
  }

  /** Names inside one method, which may use all that is not taken outside. */
  Names inner() {
    return new Names(new HashSet<>(used));
  }

  private void reserve(Collection<String> names) {
    used.addAll(names);
  }

  /** A name for a variable: the wish, or the wish with a number. */
  String variable(String wish) {
    String name = SourceVersion.isName(wish) ? wish : wish + "Value";
    name = SourceVersion.isName(name) ? name : "value";
    return unique(name);
  }

  /** A name for a constant: {@code SEPAL_LENGTH_CM} for {@code "sepal length (cm)"}. */
  String constant(String wish, String suffix) {
    StringBuilder name = new StringBuilder();
    char before = ' ';
    for (int i = 0; i < wish.length(); i++) {
      char c = wish.charAt(i);
      if (!Character.isJavaIdentifierPart(c) || Character.isIdentifierIgnorable(c) || c == '$') {
        c = '_';
      }
      boolean hump = Character.isUpperCase(c) && Character.isLowerCase(before);
      if (hump || (c == '_' && before != '_')) {
        name.append('_');
      }
      if (c != '_') {
        name.append(c);
      }
      before = c;
    }
    String upper = name.toString().toUpperCase(Locale.ROOT).replaceAll("^_+|_+$", "");
    if (!SourceVersion.isIdentifier(upper)) {
      upper = upper.isEmpty() ? suffix : suffix + "_" + upper;
    }
    if (!SourceVersion.isIdentifier(upper)) {
      upper = suffix;
    }
    return unique(used.contains(upper) ? upper + "_" + suffix : upper);
  }

  private String unique(String name) {
    String candidate = name;
    for (int i = 2; !used.add(candidate); i++) {
      candidate = name + i;
    }
    return candidate;
  }
}
