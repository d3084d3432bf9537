package org.estimator4j.nn.initializer;

import org.tensorflow.ndarray.Shape;

/** How many inputs and outputs an element of a kernel connects. */
record Fans(double in, double out) {

  static Fans of(Shape shape) {
    int rank = shape.numDimensions();
    if (rank == 0) {
      return new Fans(1, 1);
    }
    if (rank == 1) {
      return new Fans(shape.get(0), shape.get(0));
    }
    double receptiveField = 1;
    for (int i = 0; i < rank - 2; i++) {
      receptiveField *= shape.get(i);
    }
    return new Fans(receptiveField * shape.get(rank - 2), receptiveField * shape.get(rank - 1));
  }

  double mean() {
    return (in + out) / 2;
  }
}
