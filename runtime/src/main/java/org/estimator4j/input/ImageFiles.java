package org.estimator4j.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A column whose rows are files, read when they are needed. */
abstract class ImageFiles extends Column {

  private final Path directory;
  private final List<Path> files;

  ImageFiles(ColumnSpec spec, Path directory, List<Path> files) {
    super(spec, files.size());
    this.directory = directory;
    this.files = List.copyOf(files);
  }

  final Path file(int row) {
    return files.get(row);
  }

  /** The name in the directory and the size stand for the content, which is not read for it. */
  @Override
  final void hash(int row, RowHash hash) {
    Path file = files.get(row);
    hash.add(directory.relativize(file).toString().replace('\\', '/'));
    try {
      hash.add(Files.size(file));
    } catch (IOException e) {
      throw new InputException("cannot read " + file.toAbsolutePath(), e);
    }
  }
}
