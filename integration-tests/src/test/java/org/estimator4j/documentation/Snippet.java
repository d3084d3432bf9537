package org.estimator4j.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A piece of Java in a document: where it stands, and its text. */
record Snippet(Path file, int line, String code) {

  private static final Pattern FENCED =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern JAVADOC =
      Pattern.compile(
          "<pre>\\s*\\*?\\s*\\{@code\\s*\\n?(.*?)\\}\\s*\\*?\\s*</pre>", Pattern.DOTALL);

  static List<Snippet> inMarkdown(Path root) throws IOException {
    List<Snippet> snippets = new ArrayList<>(of(root.resolve("README.md"), FENCED));
    snippets.addAll(of(root.resolve("CONTRIBUTING.md"), FENCED));
    for (Path file : files(root.resolve("docs"), ".md")) {
      snippets.addAll(of(file, FENCED));
    }
    return snippets;
  }

  static List<Snippet> inJavadoc(Path root) throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (String module : List.of("annotations", "processor", "runtime", "samples")) {
      for (Path file : files(root.resolve(module).resolve("src/main/java"), ".java")) {
        snippets.addAll(of(file, JAVADOC));
      }
    }
    return snippets;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static List<Snippet> of(Path file, Pattern pattern) throws IOException {
    String text = Files.readString(file);
    List<Snippet> snippets = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int line =
          1 + (int) text.substring(0, matcher.start(1)).chars().filter(c -> c == '\n').count();
      String code = matcher.group(1);
      snippets.add(
          new Snippet(
              file, line, pattern == FENCED ? code : code.replaceAll("(?m)^\\s*\\* ?", "")));
    }
    return snippets;
  }

  @Override
  public String toString() {
    return file.getFileName() + ":" + line;
  }
}
