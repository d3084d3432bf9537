package org.estimator4j.report.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.TensorFlow;

/** Which code ran, with what, where. */
public final class Environment {

  private static final String UNKNOWN = "";

  private Environment() {}

  /**
   * Describes this process.
   *
   * @param here a directory from which a repository is looked for, upwards
   * @return what there is to say, by name
   */
  public static Map<String, String> describe(Path here) {
    Map<String, String> facts = new LinkedHashMap<>();
    String commit = commit(here.toAbsolutePath());
    if (!commit.isEmpty()) {
      facts.put("code (git)", commit);
    }
    String version = Environment.class.getPackage().getImplementationVersion();
    facts.put("Estimator4J", version == null ? "not packaged" : version);
    facts.put("TensorFlow", TensorFlow.version());
    Runtime runtime = Runtime.getRuntime();
    facts.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put(
        "machine",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch")
            + ", "
            + runtime.availableProcessors()
            + " processors");
    facts.put("heap", (runtime.maxMemory() >> 20) + " MB at most");
    return facts;
  }

  /** The commit that is checked out, as git's files say it; empty where there is no repository. */
  static String commit(Path start) {
    for (Path at = start; at != null; at = at.getParent()) {
      Path git = at.resolve(".git");
      try {
        if (Files.isRegularFile(git)) { // a worktree: the file says where its own is
          git = at.resolve(Files.readString(git).strip().replaceFirst("^gitdir: ", ""));
        }
        if (Files.isReadable(git.resolve("HEAD"))) {
          return resolve(git, Files.readString(git.resolve("HEAD")).strip());
        }
      } catch (IOException e) {
        return UNKNOWN;
      }
    }
    return UNKNOWN;
  }

  private static String resolve(Path git, String head) throws IOException {
    if (!head.startsWith("ref: ")) {
      return head;
    }
    String ref = head.substring("ref: ".length());
    Path common = git;
    if (Files.isReadable(git.resolve("commondir"))) {
      common = git.resolve(Files.readString(git.resolve("commondir")).strip());
    }
    if (Files.isReadable(common.resolve(ref))) {
      return Files.readString(common.resolve(ref)).strip();
    }
    Path packed = common.resolve("packed-refs");
    if (Files.isReadable(packed)) {
      for (String line : Files.readAllLines(packed)) {
        if (line.endsWith(" " + ref)) {
          return line.substring(0, line.indexOf(' '));
        }
      }
    }
    return UNKNOWN;
  }
}
