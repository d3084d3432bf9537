package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;

/** What the features of a {@code tf.Example} are called: for messages, as it takes its time. */
final class ExampleNames {

  private ExampleNames() {}

  /** The names in the order of the record. */
  static List<String> of(byte[] record, int length) {
    List<String> names = new ArrayList<>();
    ProtoReader in = new ProtoReader(record, length);
    inEach(
        in, () -> inEach(in, () -> inEach(in, () -> names.add(String.valueOf(in.textOrBytes())))));
    return names;
  }

  /** Goes into every field 1 of a message: the features, an entry, its key. */
  private static void inEach(ProtoReader in, Runnable work) {
    while (in.hasNext()) {
      if (in.nextField() == 1) {
        int outer = in.enter();
        work.run();
        in.leave(outer);
      } else {
        in.skip();
      }
    }
  }
}
