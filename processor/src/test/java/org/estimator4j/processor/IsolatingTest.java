package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.file;
import static org.estimator4j.processor.Sources.model;
import static org.estimator4j.processor.Sources.type;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** What Gradle's incremental compilation relies on. */
class IsolatingTest {

  @Test
  void everyFileBelongsToOneModel() throws IOException {
    List<List<String>> origins = new ArrayList<>();
    Companion spy =
        new Companion(0) {
          private final EstimatorProcessor ours = new EstimatorProcessor();

          @Override
          public Set<String> getSupportedAnnotationTypes() {
            return ours.getSupportedAnnotationTypes();
          }

          @Override
          public synchronized void init(ProcessingEnvironment environment) {
            ours.init(spying(environment, origins));
          }

          @Override
          public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            boolean unused = ours.process(annotations, round);
            return false;
          }
        };
    Check.compile(
        List.of("-Aestimator4j.diagram=true"),
        List.of(spy),
        file(
            "class Outer { static class Inner {" + NETWORK + PREDICTIONS + LOSS + TRAIN_OP + "} }"),
        model(NETWORK, PREDICTIONS, LOSS, TRAIN_OP),
        type(
            "class Asked",
            NETWORK.replace("@ModelFn", "@ModelFn(modes = Mode.PREDICT)"),
            "record Answer(@Output(shape = -1) Operand<TInt64> kind) {}",
            "@Predictions Answer answer(Operand<TFloat32> logits) { return null; }"),
        type("class Broken", NETWORK));
    assertEquals(
        List.of(
            List.of("Outer_InnerSpecFactory.mmd", "p.Outer.Inner"),
            List.of("p.Outer_InnerSpecFactory", "p.Outer.Inner"),
            List.of("MSpecFactory.mmd", "p.M"),
            List.of("p.MSpecFactory", "p.M"),
            List.of("AskedSpecFactory.mmd", "p.Asked"),
            List.of("p.AskedSpecFactory", "p.Asked"),
            List.of("p.AskedPredictor", "p.Asked"),
            List.of("p.BrokenSpecFactory", "p.Broken")),
        origins);
    try (InputStream in =
        EstimatorProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertEquals(
          EstimatorProcessor.class.getName() + ",isolating\n",
          new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static ProcessingEnvironment spying(
      ProcessingEnvironment environment, List<List<String>> origins) {
    Filer filer =
        proxy(
            Filer.class,
            environment.getFiler(),
            (method, arguments) -> {
              int last = arguments.length - 1;
              List<String> call = new ArrayList<>(List.of(arguments[last - 1].toString()));
              Arrays.stream((Element[]) arguments[last]).forEach(e -> call.add(e.toString()));
              origins.add(call);
            });
    ProcessingEnvironment copy =
        (ProcessingEnvironment)
            Proxy.newProxyInstance(
                IsolatingTest.class.getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (self, method, arguments) ->
                    method.getName().equals("getFiler")
                        ? filer
                        : invoke(environment, method, arguments));
    return copy;
  }

  private interface Seen {
    void call(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, T target, Seen seen) {
    return type.cast(
        Proxy.newProxyInstance(
            IsolatingTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              seen.call(method.getName(), arguments);
              return invoke(target, method, arguments);
            }));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
