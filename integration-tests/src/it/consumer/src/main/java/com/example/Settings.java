package com.example;

import com.google.auto.value.AutoValue;

/** Written by another processor in the same compilation. */
@AutoValue
public abstract class Settings {
  public abstract float learningRate();

  public static Settings of(float learningRate) {
    return new AutoValue_Settings(learningRate);
  }
}
