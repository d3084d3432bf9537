package org.estimator4j.processor.model;

/** The two sorts of data that an input gives. */
public enum InputKind {
  /** Present in every mode. */
  FEATURE("Feature", "feature"),
  /** Absent in PREDICT. */
  LABEL("Label", "label");

  private final String annotation;
  private final String annotationName;
  private final String noun;

  InputKind(String annotation, String noun) {
    this.annotation = annotation;
    this.annotationName = RuntimeTypes.ANNOTATIONS + "." + annotation;
    this.noun = noun;
  }

  /** The qualified name of the annotation. */
  public String annotationName() {
    return annotationName;
  }

  /** The annotation as a user writes it. */
  public String written() {
    return "@" + annotation;
  }

  /** What it is called in a sentence; also the method of {@code ModelContext} that gives it. */
  public String noun() {
    return noun;
  }

  /** Whether data of this kind exists in a mode. */
  public boolean presentIn(Mode mode) {
    return this == FEATURE || mode != Mode.PREDICT;
  }
}
