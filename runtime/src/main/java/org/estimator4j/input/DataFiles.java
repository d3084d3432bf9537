package org.estimator4j.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Finds the files of a source and opens them, packed by gzip or not. */
final class DataFiles {

  private static final int BUFFER = 1 << 16;

  private DataFiles() {}

  /**
   * The files that a path means, in the order of their names.
   *
   * @param path a file, or a pattern such as {@code data/part-*.csv.gz} whose last part has {@code
   *     *}, <code>?</code>, {@code [} or <code>{</code>
   * @throws InputException if there is none
   */
  static List<Path> find(String path) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    if (name.chars().noneMatch(each -> "*?[{".indexOf(each) >= 0)) {
      Path file = Path.of(path);
      if (Files.isDirectory(file)) {
        throw new InputException(
            file.toAbsolutePath() + " is a directory; say which of its files: " + file + "/*");
      }
      if (!Files.isRegularFile(file)) {
        throw new InputException("there is no file " + file.toAbsolutePath());
      }
      return List.of(file);
    }
    Path directory = Path.of(slash < 0 ? "." : path.substring(0, slash + 1));
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, name)) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw unlisted(directory, e);
    }
    if (files.isEmpty()) {
      throw new InputException(
          "no file in " + directory.toAbsolutePath() + " matches '" + name + "'");
    }
    files.sort(null);
    return files;
  }

  /** Why a directory cannot be listed. */
  static InputException unlisted(Path directory, IOException cause) {
    return new InputException(
        cause instanceof NoSuchFileException
            ? "there is no directory " + directory.toAbsolutePath()
            : "cannot list " + directory.toAbsolutePath() + ": " + cause.getMessage(),
        cause);
  }

  /** Opens a file; whether gzip packed it is seen by its first two bytes, not by its name. */
  static InputStream open(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    boolean opened = false;
    try {
      bytes.mark(2);
      boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
      bytes.reset();
      InputStream content =
          packed ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER) : bytes;
      opened = true;
      return content;
    } finally {
      if (!opened) {
        bytes.close();
      }
    }
  }

  /** Names and sizes: what a fingerprint says of files without reading them. */
  static String digest(List<Path> files) {
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      try {
        text.append(text.isEmpty() ? "" : ", ")
            .append(file.getFileName())
            .append(' ')
            .append(Files.size(file))
            .append(" bytes");
      } catch (IOException e) {
        throw new InputException("cannot read " + file.toAbsolutePath(), e);
      }
    }
    return text.toString();
  }

  /** The files for people: the first, and how many there are. */
  static String text(List<Path> files) {
    return files.get(0) + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more");
  }
}
