package org.estimator4j.nn.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.exceptions.TFFailedPreconditionException;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

class VocabularyTest {

  private static final List<String> COLOURS = List.of("red", "grün", "blue");

  private final ModelGraph graph = ModelGraph.create(Mode.PREDICT, 1);
  private final Ops tf = graph.ops();
  private final Preprocessing preprocessing = new Preprocessing(graph);
  private final Operand<TString> words =
      tf.reshape(tf.array("blue", "mauve", "red", "grün"), tf.constant(new int[] {2, 2}));

  @TempDir Path folder;

  @AfterEach
  void close() {
    graph.close();
  }

  private double[] ids(Operand<TInt64> ids) {
    try (GraphRun run = new GraphRun(graph)) {
      run.run(graph.tablesInitializer());
      return run.values(ids);
    }
  }

  private List<String> texts(Operand<TString> texts) {
    try (GraphRun run = new GraphRun(graph)) {
      run.run(graph.tablesInitializer());
      try (Result result = run.runner().fetch(texts).run()) {
        List<String> found = new ArrayList<>();
        ((TString) result.get(0)).scalars().forEach(text -> found.add(text.getObject()));
        return found;
      }
    }
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("colours.txt"), content);
  }

  @Test
  void numbersOfListedWords() {
    Vocabulary colours = preprocessing.vocabulary("colours", COLOURS, 0);
    assertEquals(3, colours.size());
    assertArrayEquals(new double[] {2, -1, 0, 1}, ids(colours.lookup(words)));
  }

  @Test
  void bucketsForUnknownWords() {
    Vocabulary colours = preprocessing.vocabulary("colours", COLOURS, 2);
    assertEquals(5, colours.size());
    double[] ids = ids(colours.lookup(words));
    double[] buckets = ids(preprocessing.hash(words, 2));
    assertArrayEquals(new double[] {2, 3 + buckets[1], 0, 1}, ids);
  }

  @Test
  void wordsOfNumbers() {
    Vocabulary colours = preprocessing.vocabulary("colours", COLOURS, 1);
    Operand<TInt64> ids = tf.constant(new long[] {1, 0, 3, -1});
    assertEquals(List.of("grün", "red", "UNK", "UNK"), texts(colours.words(ids)));
    assertEquals(List.of("grün", "red", "?", "?"), texts(colours.words(ids, "?")));
    assertEquals(2, graph.tableInitializers().size());
  }

  @Test
  void wordsOfAFile() throws IOException {
    Vocabulary colours = preprocessing.vocabularyFile("colours", file("red\ngrün\nblue\n"), 1);
    assertEquals(4, colours.size());
    assertArrayEquals(new double[] {2, 3, 0, 1}, ids(colours.lookup(words)));
    Operand<TInt64> ids = tf.constant(new long[] {2, 1, 7});
    assertEquals(List.of("blue", "grün", "UNK"), texts(colours.words(ids)));
    assertNotNull(graph.tensorflow().operation("colours/asset_filepath"));
  }

  @Test
  void lastLineWithoutLineFeed() throws IOException {
    Vocabulary colours = preprocessing.vocabularyFile("colours", file("red\r\ngrün\r\nblue"), 0);
    assertEquals(3, colours.size());
    assertArrayEquals(new double[] {2, -1, 0, 1}, ids(colours.lookup(words)));
  }

  @Test
  void everySessionFillsTablesAnew() {
    Vocabulary colours = preprocessing.vocabulary("colours", COLOURS, 0);
    Operand<TInt64> ids = colours.lookup(words);
    graph.freeze();
    for (int i = 0; i < 3; i++) {
      try (GraphRun run = new GraphRun(graph)) {
        assertThrows(TFFailedPreconditionException.class, () -> run.values(ids));
        run.run(graph.tablesInitializer());
        run.run(graph.tablesInitializer()); // once more does no harm
        assertArrayEquals(new double[] {2, -1, 0, 1}, run.values(ids));
      }
    }
  }

  @Test
  void vocabulariesDoNotMix() {
    Vocabulary colours = preprocessing.vocabulary("colours", COLOURS, 0);
    Vocabulary others = preprocessing.vocabulary("colours", List.of("mauve", "blue"), 0);
    assertArrayEquals(new double[] {2, -1, 0, 1}, ids(colours.lookup(words)));
    assertArrayEquals(new double[] {1, 0, -1, -1}, ids(others.lookup(words)));
  }

  @Test
  void whatIsNoVocabulary() throws IOException {
    assertEquals(
        "vocabulary 'colours' has the word 'red' twice",
        assertThrows(
                IllegalArgumentException.class,
                () -> preprocessing.vocabulary("colours", List.of("red", "red"), 0))
            .getMessage());
    assertEquals(
        "vocabulary 'colours' has no words",
        assertThrows(
                IllegalArgumentException.class,
                () -> preprocessing.vocabulary("colours", List.of(), 0))
            .getMessage());
    Path empty = file("");
    assertEquals(
        "vocabulary 'colours' has no words",
        assertThrows(
                IllegalArgumentException.class,
                () -> preprocessing.vocabularyFile("colours", empty, 0))
            .getMessage());
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> preprocessing.vocabularyFile("colours", folder.resolve("none.txt"), 0))
            .getMessage()
            .startsWith("vocabulary 'colours': there is no file "));
    assertEquals(
        "vocabulary 'colours': -1 buckets for unknown words",
        assertThrows(
                IllegalArgumentException.class,
                () -> preprocessing.vocabulary("colours", COLOURS, -1))
            .getMessage());
  }
}
