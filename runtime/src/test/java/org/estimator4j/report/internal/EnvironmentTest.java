package org.estimator4j.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which commit is checked out, read from the files that git writes. */
class EnvironmentTest {

  private static final String COMMIT = "5bf0b0e6ad3b8b2f4b6ac7a3f3d5c4e0b1a29384";
  private static final String OTHER = "0000000000000000000000000000000000000001";

  @TempDir Path dir;

  private void file(String path, String content) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content + "\n");
  }

  @Test
  void ofABranchAlsoFromADirectoryBelow() throws IOException {
    file(".git/HEAD", "ref: refs/heads/feature/x");
    file(".git/refs/heads/feature/x", COMMIT);
    assertEquals(COMMIT, Environment.commit(dir));
    assertEquals(COMMIT, Environment.commit(Files.createDirectories(dir.resolve("src/main/java"))));
    assertEquals(COMMIT, Environment.describe(dir).get("code (git)"));
  }

  @Test
  void ofNoBranch() throws IOException {
    file(".git/HEAD", COMMIT);
    assertEquals(COMMIT, Environment.commit(dir));
  }

  @Test
  void ofABranchThatIsPacked() throws IOException {
    file(".git/HEAD", "ref: refs/heads/main");
    file(
        ".git/packed-refs",
        String.join(
            "\n",
            "# pack-refs with: peeled fully-peeled sorted ",
            OTHER + " refs/heads/also-refs/heads/main",
            COMMIT + " refs/heads/main",
            OTHER + " refs/tags/v1",
            "^" + OTHER));
    assertEquals(COMMIT, Environment.commit(dir));
    file(".git/refs/heads/main", OTHER);
    assertEquals(OTHER, Environment.commit(dir), "what is not packed is newer");
  }

  @Test
  void ofAWorktree() throws IOException {
    file("main/.git/HEAD", "ref: refs/heads/main");
    file("main/.git/refs/heads/main", OTHER);
    file("main/.git/refs/heads/work", COMMIT);
    file("main/.git/worktrees/tree/HEAD", "ref: refs/heads/work");
    file("main/.git/worktrees/tree/commondir", "../..");
    file("tree/.git", "gitdir: " + dir.resolve("main/.git/worktrees/tree"));
    assertEquals(COMMIT, Environment.commit(dir.resolve("tree")));
    file("tree/.git", "gitdir: ../main/.git/worktrees/tree");
    assertEquals(COMMIT, Environment.commit(dir.resolve("tree")));
  }

  @Test
  void beforeTheFirstCommitThereIsNone() throws IOException {
    file(".git/HEAD", "ref: refs/heads/main");
    assertEquals("", Environment.commit(dir));
    file(".git/packed-refs", "# pack-refs with: peeled fully-peeled sorted ");
    assertEquals("", Environment.commit(dir));
  }
}
