package com.example;

import com.google.auto.value.AutoValue;

/** What another processor has to implement in the same compilation. */
@AutoValue
public abstract class Settings {
  public abstract float learningRate();

  public static Settings of(float learningRate) {
    return new AutoValue_Settings(learningRate);
  }
}
