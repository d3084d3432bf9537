package org.estimator4j.processor.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

  @ParameterizedTest
  @CsvSource({
    "lgits, logits",
    "lgoits, logits",
    "Logits, logits",
    "los, loss",
    "prdctions, predictions",
    "tranOp, trainOp",
    "x, y"
  })
  void nearWordsAreFound(String word, String expected) {
    assertEquals(
        Optional.of(expected),
        Suggestions.nearest(word, List.of("logits", "loss", "predictions", "trainOp", "y")));
  }

  @ParameterizedTest
  @CsvSource({"banana", "lo", "logitsAndMore", "trainers"})
  void farWordsAreNot(String word) {
    assertEquals(Optional.empty(), Suggestions.nearest(word, List.of("logits", "loss", "trainOp")));
  }

  @Test
  void nothingIsNearNothing() {
    assertEquals(Optional.empty(), Suggestions.nearest("x", List.of()));
    assertEquals(Optional.empty(), Suggestions.nearest("", List.of("", "ab")));
    assertEquals(Optional.empty(), Suggestions.nearest("same", List.of("same")));
  }

  @Test
  void firstOfEquallyNearOnes() {
    assertEquals(Optional.of("cat"), Suggestions.nearest("cut", List.of("cat", "cot")));
  }

  /** Whatever is suggested is near, and is one of the candidates. */
  @Test
  void randomWords() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      String word = word(random);
      List<String> candidates = Stream.generate(() -> word(random)).limit(5).toList();
      Suggestions.nearest(word, candidates)
          .ifPresent(
              found -> {
                assertTrue(candidates.contains(found) && !found.isEmpty());
                assertTrue(Suggestions.distance(word, found) <= Math.max(1, word.length() / 3));
              });
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }
}
