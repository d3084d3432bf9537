package org.estimator4j.processor;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles in memory, over one file manager that keeps the class path open: thousands of small
 * compilations would otherwise spend their time opening jars.
 */
final class FastCompiler {

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, Locale.ROOT, null);

  private static final Map<List<Object>, List<JavaFileObject>> LISTINGS = new HashMap<>();

  /**
   * What came of it.
   *
   * @param success whether there was no error
   * @param diagnostics everything that the compiler said, in order
   * @param generated the generated sources by qualified name
   */
  record Outcome(
      boolean success,
      List<Diagnostic<? extends JavaFileObject>> diagnostics,
      Map<String, String> generated) {}

  private FastCompiler() {}

  static synchronized Outcome compile(
      List<String> options, List<Processor> processors, List<JavaFileObject> sources) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Memory memory = new Memory();
    JavaCompiler.CompilationTask task =
        COMPILER.getTask(new StringWriter(), memory, diagnostics, options, null, sources);
    task.setLocale(Locale.ROOT);
    task.setProcessors(processors);
    boolean success = task.call();
    Map<String, String> generated = new TreeMap<>();
    memory.sources.forEach((name, file) -> generated.put(name, file.writer.toString()));
    return new Outcome(success, List.copyOf(diagnostics.getDiagnostics()), generated);
  }

  /** The sources against which the parser has something to say. */
  static synchronized Set<JavaFileObject> unparsable(List<JavaFileObject> sources) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            COMPILER.getTask(
                new StringWriter(),
                new Memory(),
                diagnostics,
                // With processors on the class path, what the parser says would wait for them.
                List.of("-Xmaxerrs", "100000", "-proc:none"),
                null,
                sources);
    try {
      task.parse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return diagnostics.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::getSource)
        .collect(Collectors.toSet());
  }

  /** Keeps generated sources, drops classes. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, Written> sources = new TreeMap<>();

    Memory() {
      super(FILES);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      Written file = new Written(className, kind);
      if (location == StandardLocation.SOURCE_OUTPUT || kind == JavaFileObject.Kind.SOURCE) {
        sources.put(className, file);
      }
      return file;
    }

    /** Resources are dropped. */
    @Override
    public FileObject getFileForOutput(
        Location location, String home, String name, FileObject sibling) {
      return new Written(home + "." + name, JavaFileObject.Kind.OTHER);
    }

    /** What a package holds does not change while tests run. */
    @Override
    public Iterable<JavaFileObject> list(
        Location location, String home, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws IOException {
      List<Object> key = List.of(location, home, kinds, recurse);
      List<JavaFileObject> known = LISTINGS.get(key);
      if (known == null) {
        known = new ArrayList<>();
        super.list(location, home, kinds, recurse).forEach(known::add);
        LISTINGS.put(key, known);
      }
      return known;
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
      return a.toUri().equals(b.toUri());
    }

    @Override
    public void close() {}
  }

  private static final class Written extends SimpleJavaFileObject {

    private final StringWriter writer = new StringWriter();

    Written(String className, Kind kind) {
      super(
          URI.create("mem:///" + className.replace('.', '/').replace("$", "%24") + kind.extension),
          kind);
    }

    @Override
    public Writer openWriter() {
      return writer;
    }

    @Override
    public java.io.OutputStream openOutputStream() {
      return java.io.OutputStream.nullOutputStream();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return writer.toString();
    }
  }

  /** A source in memory. */
  static JavaFileObject source(String className, String text) {
    URI uri;
    try {
      uri = new URI("mem", "", "/" + className.replace('.', '/') + ".java", null);
    } catch (java.net.URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
