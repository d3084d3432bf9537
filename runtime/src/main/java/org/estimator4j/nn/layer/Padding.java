package org.estimator4j.nn.layer;

/** What happens at the edges of an image. */
public enum Padding {
  /** Only windows that lie inside the image: the result is smaller. */
  VALID,
  /** Zeros around the image: with stride 1 the result is as large as the image. */
  SAME
}
