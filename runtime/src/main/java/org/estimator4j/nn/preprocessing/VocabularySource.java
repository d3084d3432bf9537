package org.estimator4j.nn.preprocessing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.InitializeTableFromTextFile;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Where the words of a vocabulary are from: what fills a table with them. */
interface VocabularySource {

  /** How many words there are. */
  long size();

  /** Fills a table with word → number. */
  Op fillNumbers(Ops tf, Operand<? extends TType> table);

  /** Fills a table with number → word. */
  Op fillWords(Ops tf, Operand<? extends TType> table);

  /** Words in the graph itself. */
  record Listed(List<String> words) implements VocabularySource {

    static Listed of(String name, List<String> words) {
      Set<String> seen = new HashSet<>();
      for (String word : words) {
        if (!seen.add(word)) {
          throw new IllegalArgumentException(
              "vocabulary '" + name + "' has the word '" + word + "' twice");
        }
      }
      requireWords(name, words.size());
      return new Listed(List.copyOf(words));
    }

    @Override
    public long size() {
      return words.size();
    }

    @Override
    public Op fillNumbers(Ops tf, Operand<? extends TType> table) {
      return tf.initializeTable(table, tf.array(words.toArray(String[]::new)), numbers(tf));
    }

    @Override
    public Op fillWords(Ops tf, Operand<? extends TType> table) {
      return tf.initializeTable(table, numbers(tf), tf.array(words.toArray(String[]::new)));
    }

    private Operand<? extends TType> numbers(Ops tf) {
      return tf.constant(LongStream.range(0, size()).toArray());
    }
  }

  /** Words in a text file, one on each line; the file is read when the table is filled. */
  record Filed(Operand<TString> path, long size) implements VocabularySource {

    private static final long WHOLE_LINE = -2;
    private static final long LINE_NUMBER = -1;

    static Filed of(Ops tf, String name, Path file) {
      long lines = countLines(name, file);
      requireWords(name, lines);
      String path = file.toAbsolutePath().toString();
      return new Filed(tf.withName("asset_filepath").constant(path), lines);
    }

    @Override
    public Op fillNumbers(Ops tf, Operand<? extends TType> table) {
      return tf.initializeTableFromTextFile(
          table, path, WHOLE_LINE, LINE_NUMBER, InitializeTableFromTextFile.vocabSize(size));
    }

    @Override
    public Op fillWords(Ops tf, Operand<? extends TType> table) {
      return tf.initializeTableFromTextFile(
          table, path, LINE_NUMBER, WHOLE_LINE, InitializeTableFromTextFile.vocabSize(size));
    }

    /** As TensorFlow counts them: the last line may end without a line feed. */
    private static long countLines(String name, Path file) {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "vocabulary '" + name + "': there is no file " + file.toAbsolutePath());
      }
      try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        long lines = 0;
        int last = '\n';
        for (int b = bytes.read(); b >= 0; b = bytes.read()) {
          lines += b == '\n' ? 1 : 0;
          last = b;
        }
        return last == '\n' ? lines : lines + 1;
      } catch (IOException e) {
        throw new UncheckedIOException("vocabulary '" + name + "': cannot read " + file, e);
      }
    }
  }

  private static void requireWords(String name, long words) {
    if (words == 0) {
      throw new IllegalArgumentException("vocabulary '" + name + "' has no words");
    }
  }
}
