package org.estimator4j.processor.diagnostic;

import java.util.Locale;

/**
 * The catalogue: everything that the processor can say, under stable ids. The texts are in {@code
 * problems.properties} beside this class; each says what was found, why it matters and how to mend
 * it. An id never changes its meaning; wording may.
 */
public enum Problem {
  // The class.
  NOT_A_CLASS,
  ABSTRACT_CLASS,
  PRIVATE_CLASS,
  INNER_CLASS,
  GENERIC_CLASS,
  COMPANION_FUNCTION,

  // Its methods.
  PRIVATE_METHOD,
  UNREACHABLE_METHOD,
  ABSTRACT_METHOD,
  GENERIC_METHOD,
  VARARGS_METHOD,
  SUSPEND_FUNCTION,
  CHECKED_EXCEPTION,
  NAMELESS_PARAMETERS,
  UNREACHABLE_TYPE,
  DROPPED_FUNCTION,
  HIDDEN_FUNCTION(Severity.WARNING),

  // Roles and modes.
  NO_MODEL_FN,
  NO_MODES,
  MISSING_ROLE,
  DUPLICATE_ROLE,
  ROLE_BESIDE_SPEC,
  UNUSED_ROLE(Severity.WARNING),
  NEVER_EXPORTED(Severity.NOTE),

  // What roles return.
  RETURN_TYPE,
  LOSS_NOT_FLOATING,
  NULLABLE_RESULT(Severity.WARNING),
  UNCHECKED_OUTPUTS(Severity.NOTE),

  // Features and labels.
  INPUT_TYPE,
  INPUT_CONFLICT,
  INPUT_SHAPE,
  SPARSE_SHAPE,
  INPUT_NAME,
  BATCH_DIMENSION(Severity.WARNING),
  DTYPE_GIVEN,
  DTYPE_MISSING,
  KIND_GIVEN,
  UNDECLARED_INPUTS,
  CLASHING_ANNOTATIONS,
  UNUSED_INPUT(Severity.WARNING),
  STRAY_ANNOTATION(Severity.WARNING),

  // Data flow.
  UNKNOWN_INPUT,
  AMBIGUOUS_INPUT,
  ABSENT_INPUT,
  INPUT_CYCLE,
  TYPE_MISMATCH,
  UNUSED_RESULT(Severity.WARNING),

  // Names of outputs.
  NO_DEFAULT_EXPORT,
  DUPLICATE_OUTPUT,
  OUTPUT_NAME,
  RESERVED_METRIC,

  // The processor and its surroundings.
  NAME_CLASH,
  UNRESOLVED_TYPE,
  RUNTIME_MISSING,
  UNKNOWN_OPTION,
  OPTION_VALUE,
  PLAN(Severity.NOTE),
  KOTLIN_METADATA(Severity.NOTE),
  INTERNAL_ERROR;

  private final Severity severity;

  Problem() {
    this(Severity.ERROR);
  }

  Problem(Severity severity) {
    this.severity = severity;
  }

  /** What it does to the compilation. */
  public Severity severity() {
    return severity;
  }

  /** The stable id, such as {@code missing-role}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The id with our prefix: what messages begin with and {@code @SuppressWarnings} takes. */
  public String tag() {
    return "estimator4j:" + id();
  }

  /**
   * This problem in some place.
   *
   * @param place the narrowest place that it is about
   * @param arguments what the texts need, in the order that the properties file says
   * @return what to report
   */
  public Diagnostic at(Place place, Object... arguments) {
    return new Diagnostic(this, message(arguments), place);
  }

  /**
   * The whole text.
   *
   * @param arguments what the texts need, in the order that the properties file says
   * @return several lines, the first of which says it all
   */
  public String message(Object... arguments) {
    StringBuilder message = new StringBuilder("[" + tag() + "] " + text("found", arguments));
    if (severity != Severity.NOTE) {
      message.append("\n  Why: ").append(text("why", arguments));
      message.append("\n  Mend: ").append(text("mend", arguments));
    }
    return message.toString();
  }

  private String text(String part, Object... arguments) {
    String text = ProblemTexts.get(id() + "." + part);
    return String.format(Locale.ROOT, text, arguments).strip().replace("\n", "\n    ");
  }
}
