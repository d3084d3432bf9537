package org.estimator4j.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Writes a class in the first round, or one after it. */
class Companion extends AbstractProcessor {
  private final int round;
  private int rounds;

  Companion(int round) {
    this.round = round;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
    rounds++;
    if (rounds <= round) {
      write(
          rounds == round ? "Net" : "Step" + rounds,
          rounds == round
              ? "public record Net(org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits) {}"
              : "class Step" + rounds + " {}");
    }
    return false;
  }

  private void write(String name, String text) {
    try (Writer writer = processingEnv.getFiler().createSourceFile("p." + name).openWriter()) {
      writer.write("package p; " + text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
