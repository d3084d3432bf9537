package org.estimator4j.processor.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void joinsAsAPersonWould() {
    assertEquals("", Texts.and(List.of()));
    assertEquals("a", Texts.and(List.of("a")));
    assertEquals("a and b", Texts.and(List.of("a", "b")));
    assertEquals("a, b or c", Texts.or(List.of("a", "b", "c")));
  }
}
