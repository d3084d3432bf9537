package org.estimator4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Kotlin's classes, by the stubs that kapt made of them: {@code KaptTest} of the integration tests
 * compiles the Kotlin itself.
 */
class KotlinTest {

  private static String stub(String name) throws IOException {
    try (InputStream in = KotlinTest.class.getResourceAsStream("/kotlin-stubs/" + name + ".java")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static FastCompiler.Outcome compile(Processor processor, String... stubs)
      throws IOException {
    List<JavaFileObject> files = new ArrayList<>();
    for (String stub : stubs) {
      files.add(FastCompiler.source("p." + stub.substring(stub.indexOf('/') + 1), stub(stub)));
    }
    return FastCompiler.compile(List.of(), List.of(processor), files);
  }

  private static String factory(FastCompiler.Outcome outcome, String model) {
    assertTrue(outcome.success(), outcome.diagnostics()::toString);
    return outcome.generated().get("p." + model + "SpecFactory");
  }

  @Test
  void namesAreThoseOfKotlin() throws Exception {
    for (Processor processor : List.of(new EstimatorProcessor(), new WithoutKotlin().processor())) {
      String factory =
          factory(compile(processor, "good/Digits", "good/Net", "good/Answer"), "Digits");
      for (String line :
          List.of(
              "Net net = model.net$consumer(context.layers(), pixels);",
              "model.answer(context.ops(), net.getLogits(), net.getHidden())",
              "Digits.loss(context.losses(), net.getLogits(), digit)",
              ".trainOp(context.minimize(model.getOptimizer(), loss))",
              ".prediction(\"digit\", answer.getBest())",
              ".prediction(\"odds\", answer.getOdds())")) {
        assertTrue(factory.contains(line), () -> line + " is not in\n" + factory);
      }
    }
  }

  @Test
  void objectIsAModelAndJvmNameIsSeenThrough() throws Exception {
    String factory = factory(compile(new EstimatorProcessor(), "good/Constant"), "Constant");
    assertTrue(
        factory.contains("Operand<TFloat32> odds = model.renamed(context.ops(), logits);"),
        factory);
    assertTrue(factory.contains("model.hooks(odds)"), factory);
  }

  @Test
  void whatADroppedFunctionLeavesBehindIsNotReportedBesides() throws Exception {
    FastCompiler.Outcome outcome = compile(new EstimatorProcessor(), "Bad");
    List<String> ids =
        outcome.diagnostics().stream()
            .map(each -> each.getMessage(Locale.ROOT))
            .filter(text -> text.startsWith("[estimator4j:"))
            .map(text -> text.substring(13, text.indexOf(']')))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "companion-function",
            "dropped-function",
            "dropped-function",
            "dropped-function",
            "nullable-result",
            "suspend-function"),
        ids);
  }

  @Test
  void suppressionOfKotlinIsSeen() throws Exception {
    FastCompiler.Outcome outcome = compile(new EstimatorProcessor(), "Quiet");
    assertEquals(List.of(), outcome.diagnostics());
  }

  @Test
  void defaultValuesAreExplained() throws Exception {
    FastCompiler.Outcome outcome = compile(new EstimatorProcessor(), "Default");
    assertTrue(
        outcome.diagnostics().toString().contains("(If it has a default value: that is not used"),
        outcome.diagnostics()::toString);
  }

  @Test
  void javaModelsNeedAndLoadNothingOfKotlin() throws Exception {
    WithoutKotlin loader = new WithoutKotlin();
    FastCompiler.Outcome outcome =
        FastCompiler.compile(
            List.of(),
            List.of(loader.processor()),
            List.of(
                Sources.object(
                    Sources.model(
                        Sources.NETWORK, Sources.PREDICTIONS, Sources.LOSS, Sources.TRAIN_OP))));
    assertEquals(List.of(), outcome.diagnostics());
    assertEquals(Set.of(), loader.asked());
  }

  @Test
  void metadataThatNobodyCanReadAreSaidOnce() throws Exception {
    FastCompiler.Outcome outcome =
        FastCompiler.compile(
            List.of(),
            List.of(new EstimatorProcessor()),
            List.of(
                FastCompiler.source("p.Digits", unreadable("kotlin-metadata", "Digits", "Digits")),
                FastCompiler.source("p.Other", unreadable("kotlin-metadata", "Digits", "Other"))));
    assertTrue(outcome.success(), outcome.diagnostics()::toString);
    assertEquals(
        1,
        outcome.diagnostics().stream()
            .filter(each -> each.toString().contains("[estimator4j:kotlin-metadata]"))
            .count());
  }

  /** Metadata from a Kotlin that is yet to come, and look it. */
  private static String unreadable(String stub, String name, String other) throws IOException {
    return stub(stub)
        .replace("class " + name, "class " + other)
        .replace("public " + name + "(", "public " + other + "(")
        .replaceAll("d1 = \\{.*?\\}, d2", "d1 = {\"?\"}, d2")
        .replace("mv = {2, 4, 0}", "mv = {9, 0, 0}");
  }
}
