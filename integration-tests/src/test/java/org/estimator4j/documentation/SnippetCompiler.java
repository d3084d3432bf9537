package org.estimator4j.documentation;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.estimator4j.packaging.Artifacts;

/** Compiles sources in memory as a user's build would: with the packed processor. */
final class SnippetCompiler {

  private final Path output;

  SnippetCompiler(Path output) {
    this.output = output;
  }

  /** The errors, as javac prints them; empty if it compiles. */
  List<String> compile(String fileName, String source) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    String classPath = System.getProperty("java.class.path") + java.io.File.pathSeparator + output;
    ToolProvider.getSystemJavaCompiler()
        .getTask(
            new StringWriter(),
            null,
            diagnostics,
            List.of(
                "-parameters",
                "-d",
                output.toString(),
                "-classpath",
                classPath,
                "-processorpath",
                Artifacts.jar("processor").toString()),
            null,
            List.of(new Source(fileName, source)))
        .call();
    return diagnostics.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(each -> each.getLineNumber() + ": " + each.getMessage(Locale.ROOT))
        .toList();
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String fileName, String text) {
      super(URI.create("string:///" + fileName), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
