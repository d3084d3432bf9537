package org.estimator4j.nn.optimizer;

/** The hyperparameters of FTRL. */
record FtrlNumbers(float power, double initialAccumulator, float l1, float l2, float l2Shrinkage) {

  FtrlNumbers withPower(float value) {
    return new FtrlNumbers(value, initialAccumulator, l1, l2, l2Shrinkage);
  }

  FtrlNumbers withInitialAccumulator(double value) {
    return new FtrlNumbers(power, value, l1, l2, l2Shrinkage);
  }

  FtrlNumbers withL1(float value) {
    return new FtrlNumbers(power, initialAccumulator, value, l2, l2Shrinkage);
  }

  FtrlNumbers withL2(float value) {
    return new FtrlNumbers(power, initialAccumulator, l1, value, l2Shrinkage);
  }

  FtrlNumbers withL2Shrinkage(float value) {
    return new FtrlNumbers(power, initialAccumulator, l1, l2, value);
  }

  @Override
  public String toString() {
    return ".learningRatePower("
        + power
        + ").initialAccumulator("
        + initialAccumulator
        + ").l1("
        + l1
        + ").l2("
        + l2
        + ").l2Shrinkage("
        + l2Shrinkage
        + ")";
  }
}
