package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.estimator4j.checkpoint.StateFile.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of the file {@code checkpoint}. */
class StateFileTest {

  private static List<String> paths(String text) throws IOException {
    return StateFile.parse(text).oldestFirst().stream().map(Entry::path).toList();
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    StateFile file =
        new StateFile(
            List.of(new Entry("a \"b\" \\ größer\n", 1.5), new Entry("/abs/model.ckpt-2", 2.25)));
    assertEquals(file, StateFile.parse(file.format()));
    assertEquals(
        """
        model_checkpoint_path: "gr\\303\\266\\303\\237er"
        all_model_checkpoint_paths: "gr\\303\\266\\303\\237er"
        """,
        new StateFile(List.of(new Entry("größer", Double.NaN))).format());
  }

  @Test
  void otherWaysToWriteTheSameAreRead() throws IOException {
    assertEquals(
        List.of("old", "n'ew"),
        paths(
            """
            # a comment
            model_checkpoint_path: 'n\\'ew' all_model_checkpoint_paths: "old";
              all_model_checkpoint_paths:"n'ew"
            last_preserved_timestamp: 1.7e9
            field_of_the_future: SOMETHING\
            """));
  }

  @Test
  void newestIsLastWhereverItIsListed() throws IOException {
    assertEquals(List.of("a"), paths("model_checkpoint_path: \"a\""));
    assertEquals(
        List.of("b", "a"),
        paths(
            "model_checkpoint_path: \"a\"\nall_model_checkpoint_paths: \"a\"\n"
                + "all_model_checkpoint_paths: \"b\""));
  }

  @Test
  void timesCountOnlyIfThereIsOneForEachPath() throws IOException {
    String text = "model_checkpoint_path: \"a\"\nall_model_checkpoint_paths: \"a\"\n";
    String time = "all_model_checkpoint_timestamps: 7.5\n";
    assertEquals(7.5, StateFile.parse(text + time).oldestFirst().get(0).savedAt());
    assertEquals(Double.NaN, StateFile.parse(text + time + time).oldestFirst().get(0).savedAt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0\0\0\0",
        "model_checkpoint_path",
        "model_checkpoint_path: \"a",
        "model_checkpoint_path: \"\"",
        "model_checkpoint_path: \"a\" x",
        "model_checkpoint_path: a",
        "all_model_checkpoint_paths: \"a\"",
        "model_checkpoint_path: \"a\"\nall_model_checkpoint_timestamps: now"
      })
  void everythingElseIsRefused(String text) {
    assertThrows(IOException.class, () -> StateFile.parse(text));
  }
}
