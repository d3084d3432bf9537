package org.estimator4j.processor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Processor;

/** Loads the processor anew where there is nothing of Kotlin, and remembers what it asked for. */
final class WithoutKotlin extends ClassLoader {

  private final Set<String> asked = new TreeSet<>();

  WithoutKotlin() {
    super(EstimatorProcessor.class.getClassLoader());
  }

  Processor processor() throws ReflectiveOperationException {
    return Class.forName(EstimatorProcessor.class.getName(), true, this)
        .asSubclass(Processor.class)
        .getConstructor()
        .newInstance();
  }

  /** The classes of Kotlin, and of ours that need them, that were asked for. */
  Set<String> asked() {
    return asked;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("kotlin.")) {
      asked.add(name);
      throw new ClassNotFoundException(name);
    }
    if (!name.startsWith("org.estimator4j.processor.")) {
      return super.loadClass(name, resolve);
    }
    if (name.endsWith(".KotlinLibrary")) {
      asked.add(name);
    }
    Class<?> loaded = findLoadedClass(name);
    return loaded == null ? define(name) : loaded;
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
