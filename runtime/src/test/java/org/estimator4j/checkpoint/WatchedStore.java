package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A store that says when it begins to write, so that a test can hold it up there. */
public final class WatchedStore {

  private static final Pattern DATA = Pattern.compile("model\\.ckpt-(\\d+)\\..*data-.*");

  private WatchedStore() {}

  /**
   * Opens one that keeps every checkpoint.
   *
   * @param beforeWriting is given the step, before there is anything of its checkpoint on the disk
   */
  public static CheckpointStore open(Path modelDir, LongConsumer beforeWriting) {
    Disk disk =
        new Disk() {
          @Override
          FileChannel create(Path file) throws IOException {
            Matcher data = DATA.matcher(String.valueOf(file.getFileName()));
            if (data.matches()) {
              beforeWriting.accept(Long.parseLong(data.group(1)));
            }
            return super.create(file);
          }
        };
    return CheckpointStore.open(modelDir, RetentionPolicy.newest(0), disk, InstantSource.system());
  }
}
