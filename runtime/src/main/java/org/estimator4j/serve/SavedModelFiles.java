package org.estimator4j.serve;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/** The files of a SavedModel. */
final class SavedModelFiles {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private SavedModelFiles() {}

  /** The directory with the highest number. */
  static Path newest(Path base) {
    return numbered(base).stream()
        .max(Comparator.comparingLong(SavedModelFiles::number))
        .orElseThrow(
            () ->
                new SavedModelException(
                    "there is no exported model in "
                        + base
                        + ": no directory there has a number as its name"));
  }

  private static long number(Path directory) {
    return Long.parseLong(String.valueOf(directory.getFileName()));
  }

  private static List<Path> numbered(Path base) {
    try (Stream<Path> entries = Files.list(base)) {
      return entries
          .filter(entry -> NUMBER.matcher(String.valueOf(entry.getFileName())).matches())
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new SavedModelException("there is no directory " + base, e);
    } catch (IOException e) {
      throw new SavedModelException("cannot read " + base + ": " + e, e);
    }
  }

  static SavedModel read(Path directory) {
    Path binary = directory.resolve("saved_model.pb");
    Path text = directory.resolve("saved_model.pbtxt");
    try {
      if (Files.exists(binary)) {
        return SavedModel.parseFrom(Files.readAllBytes(binary));
      }
      if (Files.exists(text)) {
        SavedModel.Builder model = SavedModel.newBuilder();
        TextFormat.merge(Files.readString(text), model);
        return model.build();
      }
    } catch (InvalidProtocolBufferException | TextFormat.ParseException e) {
      throw new SavedModelException(
          directory + " is damaged: its saved_model file cannot be parsed: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new SavedModelException("cannot read " + directory + ": " + e, e);
    }
    List<Path> inner = numbered(directory);
    throw new SavedModelException(
        directory
            + " is no SavedModel: it has neither a saved_model.pb nor a saved_model.pbtxt"
            + (inner.isEmpty()
                ? ""
                : ". It has the directories "
                    + inner.stream().map(Path::getFileName).toList()
                    + ": load one of them, or use loadNewest"));
  }

  /** The graph with exactly these tags. */
  static MetaGraphDef metaGraph(Path directory, SavedModel model, Set<String> tags) {
    List<Set<String>> there = new ArrayList<>();
    for (MetaGraphDef meta : model.getMetaGraphsList()) {
      Set<String> its = new TreeSet<>(meta.getMetaInfoDef().getTagsList());
      if (its.equals(tags)) {
        return meta;
      }
      there.add(its);
    }
    throw new SavedModelException(
        directory + " has no graph with the tags " + tags + "; it has " + there);
  }
}
