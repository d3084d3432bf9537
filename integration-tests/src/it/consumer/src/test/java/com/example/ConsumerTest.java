package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tensorflow.TensorFlow;

class ConsumerTest {
  @Test
  void hasTheHostsNativeLibrary() {
    assertEquals("2.18.0", TensorFlow.version());
  }

  @Test
  void anotherProcessorWorksBesideOurs() {
    assertEquals(0.1f, Settings.of(0.1f).learningRate());
  }
}
