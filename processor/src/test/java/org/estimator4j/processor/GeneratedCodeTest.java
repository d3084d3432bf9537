package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.file;
import static org.estimator4j.processor.Sources.model;
import static org.estimator4j.processor.Sources.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What factories look like, and that they compile without a warning whatever names the user has.
 */
class GeneratedCodeTest {

  private static final String EVERYTHING =
      """
        record Net(Operand<TFloat32> logits, Operand<TFloat32> hidden) {}

        @ModelFn
        Net net(
            Ops tf, ModelGraph graph, Layers layers, Mode mode, Params params, RunConfig config,
            Summaries summaries, Preprocessing preprocessing, GlobalStep step, Features all,
            @Feature(name = "pixels", shape = {-1, 8, 8, 1}) Operand<TFloat32> image) {
          return null;
        }

        record Answer(Operand<TInt64> kind, @Output(name = "odds") Operand<TFloat32> probabilities) {}

        @Predictions
        Answer answer(Net net) {
          return null;
        }

        @Loss
        static Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> y) {
          return null;
        }

        @TrainOp
        Op step(ModelGraph graph, Operand<TFloat32> loss, Operand<TFloat32> hidden) {
          return null;
        }

        @EvalMetricOps
        Map<String, EvalMetric> metrics(Metrics metrics, Operand<TInt64> kind, Labels labels) {
          return null;
        }

        @ExportOutputs
        Map<String, ? extends ExportOutput> signatures(Operand<TFloat32> probabilities) {
          return null;
        }

        @TrainingHooks
        List<? extends SessionRunHook> hooks(Op trainOp) {
          return null;
        }

        @TrainingChiefHooks
        SessionRunHook chiefHook(Answer predictions) {
          return null;
        }

        @EvaluationHooks
        SessionRunHook evaluationHook(Map<String, EvalMetric> metrics) {
          return null;
        }

        @PredictionHooks
        Set<SessionRunHook> predictionHooks() {
          return null;
        }

        @UseScaffold
        Scaffold scaffold() {
          return null;
        }
      """;

  private static final List<String> QUIET = List.of("-Aestimator4j.suppress=unchecked-outputs");

  private static String resource(String name) throws IOException {
    try (InputStream in = GeneratedCodeTest.class.getResourceAsStream("/golden/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Compares whole files, for the eye of who changes how factories look. {@code mvn test
   * -DupdateGoldens} writes them anew.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.estimator4j.samples.digits.DigitsClassifier",
        "org.estimator4j.samples.iris.IrisModel"
      })
  void goldenFiles(String name) throws IOException {
    String simple = name.substring(name.lastIndexOf('.') + 1);
    Check check = Check.that(resource(simple + ".java"));
    String actual = check.generated(name + "SpecFactory");
    if (System.getProperty("updateGoldens") != null) {
      Files.writeString(Path.of("src/test/resources/golden", simple + "SpecFactory.java"), actual);
    }
    assertEquals(resource(simple + "SpecFactory.java"), actual);
  }

  @Test
  void goldenPredictor() throws IOException {
    String actual =
        Check.that(resource("DigitsClassifier.java"))
            .generated("org.estimator4j.samples.digits.DigitsClassifierPredictor");
    if (System.getProperty("updateGoldens") != null) {
      Files.writeString(
          Path.of("src/test/resources/golden/DigitsClassifierPredictor.java"), actual);
    }
    assertEquals(resource("DigitsClassifierPredictor.java"), actual);
  }

  /**
   * What is not known to the compiler stays a value; twelve features are more than Map.of takes.
   */
  @Test
  void predictorsOfManyTypes() {
    StringBuilder parameters = new StringBuilder();
    for (String type :
        List.of(
            "TFloat32",
            "TFloat64",
            "TInt32",
            "TInt64",
            "TUint8",
            "TBool",
            "TString",
            "TBfloat16",
            "TFloat16",
            "TUint16",
            "TFloat32",
            "TString")) {
      int number = parameters.toString().split("@Feature", -1).length;
      parameters.append(
          ", @Feature(name = \"in %d\", shape = {-1, 2}) Operand<org.tensorflow.types.%s> x%d"
              .formatted(number, type, number));
    }
    String predictor =
        Check.that(
                QUIET,
                model(
                    """
                      @ModelFn(modes = Mode.PREDICT)
                      Operand<TFloat32> net(Ops tf%s) {
                        return null;
                      }

                      record Answer(
                          @Output(shape = {-1, 2, 3}) Operand<TFloat32> a,
                          @Output(name = "the_b", shape = {-1}) Operand<org.tensorflow.types.TUint8> b,
                          @Output(shape = {-1, 2}) Operand<org.tensorflow.types.TString> c,
                          @Output(shape = {-1, 2}) Operand<? extends TFloat32> d,
                          Operand<TInt64> e) {}

                      @Predictions
                      Answer answer(Operand<TFloat32> net) {
                        return null;
                      }
                    """
                        .formatted(parameters)))
            .generated("p.MPredictor");
    for (String line :
        List.of(
            ".input(\"in 5\", TUint8.class, -1, 2)",
            ".output(\"the_b\", TUint8.class, -1)",
            ".output(\"d\", TType.class, -1, 2)",
            ".output(\"e\", TInt64.class);",
            "Map.<String, Object>ofEntries(Map.entry(\"in 1\", ",
            "float[][] in",
            "boolean[] in",
            "short[] in",
            "record Prediction(float[][] a, int b, String[] c, TensorValue d, TensorValue e)")) {
      assertTrue(predictor.contains(line), () -> line + "\nis missing from\n" + predictor);
    }
  }

  @Test
  void predictorsOfSparseAndRaggedFeatures() {
    String predictor =
        Check.that(
                QUIET,
                model(
                    """
                      @ModelFn(modes = Mode.PREDICT)
                      Operand<TFloat32> net(
                          @Feature(shape = {-1, 8}) org.estimator4j.feature.SparseOperand<TInt64> tags,
                          @Feature
                              org.estimator4j.feature.RaggedOperand<org.tensorflow.types.TString> words) {
                        return null;
                      }

                      record Answer(@Output(shape = -1) Operand<TFloat32> a) {}

                      @Predictions
                      Answer answer(Operand<TFloat32> net) {
                        return null;
                      }
                    """))
            .generated("p.MPredictor");
    for (String line :
        List.of(
            ".sparse(\"tags\", TInt64.class, -1, 8)",
            ".ragged(\"words\", TString.class, -1, -1)",
            "public List<Prediction> predict(SparseRow[] tags, String[][] words)",
            "public Prediction predictRow(SparseRow tags, String[] words)",
            "@param words {@code words}, a row each; shape [-1, -1]")) {
      assertTrue(predictor.contains(line), () -> line + "\nis missing from\n" + predictor);
    }
  }

  @Test
  void noPredictorWhereTheCompilerDoesNotKnowThePredictions() {
    assertEquals(
        Set.of("p.MSpecFactory"),
        Check.that(
                model(
                    NETWORK
                        + """
                          @Predictions
                          Operand<TFloat32> answer(Operand<TFloat32> logits) {
                            return null;
                          }
                        """
                        + LOSS
                        + TRAIN_OP))
            .generated()
            .keySet());
  }

  /** Java has room for 255 parameters, {@code this} among them; long and double count twice. */
  @ParameterizedTest
  @CsvSource({
    "'{-1, 2}', 254, 1, true",
    "'{-1, 2}', 255, 1, false",
    "{-1}, 127, 1, true",
    "{-1}, 128, 1, false",
    "{-1}, 1, 127, true",
    "{-1}, 1, 128, false"
  })
  void noPredictorWhereJavaHasNoRoom(String shape, int features, int outputs, boolean room) {
    assertEquals(
        room ? Set.of("p.MPredictor", "p.MSpecFactory") : Set.of("p.MSpecFactory"),
        Check.that(
                model(
                    """
                      @ModelFn(modes = Mode.PREDICT, features = {%s})
                      Operand<TFloat32> net(Features features) {
                        return null;
                      }

                      record Answer(%s) {}

                      @Predictions
                      Answer answer(Operand<TFloat32> net) {
                        return null;
                      }
                    """
                        .formatted(
                            times(
                                features,
                                "@Feature(name = \"f%d\", dtype = DType.INT64, shape = "
                                    + shape
                                    + ")"),
                            times(outputs, "@Output(shape = -1) Operand<TInt64> a%d"))))
            .generated()
            .keySet());
  }

  private static String times(int count, String pattern) {
    return IntStream.range(0, count).mapToObj(pattern::formatted).collect(Collectors.joining(", "));
  }

  @Test
  void everyRoleAndEverythingGiven() {
    String factory = Check.that(QUIET, model(EVERYTHING)).generated("p.MSpecFactory");
    for (String lines :
        List.of(
            """
                M.Net net =
                    model.net(
                        context.ops(),
                        context.graph(),
                        context.layers(),
                        context.mode(),
                        context.params(),
                        context.runConfig(),
                        context.summaries(),
                        context.preprocessing(),
                        context.globalStep(),
                        context.features(),
                        image);
            """,
            """
                Operand<TFloat32> image = context.feature(PIXELS);
            """,
            """
                Operand<TFloat32> loss = M.loss(context.losses(), net.logits(), y);
            """,
            """
                return EstimatorSpec.forTraining()
                    .prediction("kind", answer.kind())
                    .prediction("odds", answer.probabilities())
                    .loss(loss)
                    .trainOp(step)
                    .trainingHooks(model.hooks(step))
                    .trainingChiefHooks(model.chiefHook(answer))
                    .scaffold(model.scaffold())
                    .build();
            """,
            """
                    .evalMetricOps(metrics)
                    .evaluationHooks(model.evaluationHook(metrics))
            """,
            """
                    .exportOutputs(signatures)
                    .predictionHooks(model.predictionHooks())
            """)) {
      assertTrue(factory.contains(lines), () -> lines + "\nis missing from\n" + factory);
    }
  }

  /** As it stands in the repository of who checks generated code in. */
  @Test
  void compilesByItselfWithoutAWarning() throws IOException {
    List<JavaFileObject> files = new ArrayList<>();
    for (String source :
        List.of(model(EVERYTHING), resource("DigitsClassifier.java"), resource("IrisModel.java"))) {
      files.add(Sources.object(source));
      Check.that(QUIET, source)
          .generated()
          .forEach((name, text) -> files.add(FastCompiler.source(name, text)));
    }
    FastCompiler.Outcome outcome =
        FastCompiler.compile(
            List.of("-proc:none", "-Xlint:all,-path", "-Werror", "-Xdoclint:all,-missing"),
            List.of(),
            files);
    assertEquals(List.of(), outcome.diagnostics());
    assertTrue(outcome.success());
  }

  @Test
  void carriesNoDateAndNoReflection() {
    String factory = Check.that(QUIET, model(EVERYTHING)).generated("p.MSpecFactory");
    assertTrue(factory.contains("@Generated(\"org.estimator4j.processor.EstimatorProcessor\")\n"));
    assertTrue(factory.contains("@NullMarked\n"));
    assertFalse(factory.contains("date"), factory);
    assertFalse(factory.contains("reflect"), factory);
    assertFalse(factory.contains("Class<"), factory);
  }

  @Test
  void explainsItselfOnDemand() {
    Check.compile(
            List.of("-Aestimator4j.explain=true"),
            List.of(new EstimatorProcessor()),
            model(NETWORK, PREDICTIONS, LOSS, TRAIN_OP))
        .says(
            "[estimator4j:plan] What the factory of M does:",
            "TRAIN\n",
            "logits takes Layers, feature x\n",
            "loss takes Losses, logits, label y; fills loss\n",
            "optimizer takes nothing; minimises loss, which fills trainOp\n");
    Check.compile(
            List.of("-Aestimator4j.explain=false"),
            List.of(new EstimatorProcessor()),
            model(NETWORK, PREDICTIONS, LOSS, TRAIN_OP))
        .doesNotSay("estimator4j:");
  }

  @Test
  void drawsItselfOnDemand() throws IOException {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new EstimatorProcessor())
            .withOptions("-Aestimator4j.diagram=true")
            .compile(Sources.object(model(EVERYTHING)));
    assertEquals(List.of(), compilation.errors());
    String diagram =
        compilation
            .generatedFile(StandardLocation.SOURCE_OUTPUT, "p", "MSpecFactory.mmd")
            .orElseThrow()
            .getCharContent(true)
            .toString();
    if (System.getProperty("updateGoldens") != null) {
      Files.writeString(Path.of("src/test/resources/golden/Everything.mmd"), diagram);
    }
    assertEquals(resource("Everything.mmd"), diagram);
    assertEquals(
        List.of(),
        Compiler.javac()
            .withProcessors(new EstimatorProcessor())
            .compile(Sources.object(model(EVERYTHING)))
            .generatedFiles()
            .stream()
            .filter(file -> file.getName().endsWith(".mmd"))
            .toList());
  }

  /** Words of Mermaid's own, and text that would end a label: looked at in a browser, too. */
  @Test
  void drawingOfOddNamesKeepsToMermaidsGrammar() throws IOException {
    String odd =
        """
          record Net(Operand<TFloat32> end, Operand<TFloat32> graph) {}
          record Answer(@Output(name = "subgraph") Operand<TFloat32> style, Operand<TFloat32> p) {}
          @ModelFn Net end(
              @Feature(name = "a\\"b<br/>&#35;; `x` (1)[2]{3}|| %% --> \\u00fc\\nend", shape = {-1, 2})
              Operand<TFloat32> x) { return null; }
          @Predictions Answer click(@From("end.graph") Operand<TFloat32> q) { return null; }
          @Loss Operand<TFloat32> o(@From("end.end") Operand<TFloat32> q) { return null; }
          @TrainOp Op x(Operand<TFloat32> loss) { return null; }
          @TrainingHooks SessionRunHook subgraph(Op trainOp) { return null; }
          @UseScaffold Scaffold direction(ModelGraph g) { return null; }
        """;
    String diagram =
        Compiler.javac()
            .withProcessors(new EstimatorProcessor())
            .withOptions("-Aestimator4j.diagram")
            .compile(Sources.object(model(odd)))
            .generatedFile(StandardLocation.SOURCE_OUTPUT, "p", "MSpecFactory.mmd")
            .orElseThrow()
            .getCharContent(true)
            .toString();
    String id = "(?:train|evaluate|predict)\\d+";
    String label = "\"(?:[ -~&&[^\"#;<>&`]]|#\\d+;)+\"";
    String node =
        "    (" + id + ")(?:\\[/L/]|\\[L]|\\[\\[L]]|\\(\\[L]\\)|\\{\\{L}})".replace("L", label);
    String arrow = "    (" + id + ") -->(?:\\|" + label + "\\|)? (" + id + ")";
    Set<String> declared = new HashSet<>();
    for (String line : diagram.lines().toList()) {
      Matcher declaration = Pattern.compile(node).matcher(line);
      Matcher link = Pattern.compile(arrow).matcher(line);
      if (declaration.matches()) {
        assertTrue(declared.add(declaration.group(1)), line);
      } else if (link.matches()) {
        assertTrue(declared.containsAll(Set.of(link.group(1), link.group(2))), line);
      } else {
        assertTrue(
            line.matches(
                "%% What the factory of M does, mode by mode\\.|flowchart TB"
                    + "|  subgraph (TRAIN|EVAL|PREDICT)|    direction LR|  end"
                    + "|  TRAIN ~~~ EVAL ~~~ PREDICT"),
            line);
      }
    }
    assertTrue(declared.size() > 20, diagram);
    assertTrue(
        diagram.contains("[/\"feature a#34;b#60;br/#62;#38;#35;35#59;#59; #96;x#96;"), diagram);
  }

  @Test
  void drawingTwoFactoriesOfOneNameIsNoMistakeOfOurs() {
    String members = NETWORK + PREDICTIONS + LOSS + TRAIN_OP;
    Check.that(
        List.of("-Aestimator4j.diagram"),
        Sources.file("class Outer { static class Inner {" + members + "} }"),
        Sources.file("«name-clash»class Outer_Inner {" + members + "}"));
  }

  @Test
  void optimizerOfAMethodWithInputs() {
    String factory =
        Check.that(
                model(
                    NETWORK,
                    PREDICTIONS,
                    LOSS,
                    "@TrainOp Adam optimizer(Params params, GlobalStep step) { return null; }",
                    "@TrainingHooks SessionRunHook hook(Optimizer trainOp) { return null; }"))
            .generated("p.MSpecFactory");
    assertTrue(
        factory.contains(
            "Adam optimizer = model.optimizer(context.params(), context.globalStep());"),
        factory);
    assertTrue(factory.contains(".trainOp(context.minimize(optimizer, loss))"), factory);
    assertTrue(factory.contains(".trainingHooks(model.hook(optimizer))"), factory);
  }

  @Test
  void unsupportedModesThrow() {
    String factory =
        Check.that(
                model(NETWORK.replace("@ModelFn", "@ModelFn(modes = Mode.PREDICT)"), PREDICTIONS))
            .generated("p.MSpecFactory");
    assertTrue(factory.contains("case TRAIN -> throw context.unsupportedMode();"), factory);
    assertTrue(factory.contains("return Set.of(Mode.PREDICT);"), factory);
  }

  @Test
  void staticModelNeedsNoInstance() {
    String factory =
        Check.that(
                model(
                    NETWORK.replace("  Operand<TFloat32> l", "  static Operand<TFloat32> l"),
                    PREDICTIONS.replace("  Operand<TFloat32> s", "  static Operand<TFloat32> s"),
                    LOSS.replace("  Operand<TFloat32> l", "  static Operand<TFloat32> l"),
                    TRAIN_OP.replace("  Optimizer", "  static Optimizer")))
            .generated("p.MSpecFactory");
    assertFalse(factory.contains("private final M model"), factory);
    assertTrue(factory.contains("Objects.requireNonNull(model, \"model\");"), factory);
    assertTrue(factory.contains("context.minimize(M.optimizer(), loss)"), factory);
  }

  @Test
  void staticMethodsOfInterfacesAreCalledThroughThem() {
    String factory =
        Check.that(
                type(
                    "interface Lossy",
                    LOSS.replace("  Operand<TFloat32> l", "  static Operand<TFloat32> l")),
                type("final class M implements Lossy", NETWORK, PREDICTIONS, TRAIN_OP))
            .generated("p.MSpecFactory");
    assertTrue(factory.contains("Lossy.loss("), factory);
  }

  /** The compiler says so where the user wrote it, and not again in generated code. */
  @Test
  void typesOutOfTheirBoundsAreNotRepeated() {
    String bad = "Operand<Operand<TFloat32>>";
    Check check =
        Check.compile(
            List.of(),
            List.of(new EstimatorProcessor()),
            model(NETWORK, PREDICTIONS.replaceFirst("Operand<TFloat32>", bad), LOSS, TRAIN_OP));
    assertEquals(1, check.messages().split("is not within bounds", -1).length - 1, check::messages);
  }

  @Test
  void typesThatNobodyCanSpellAreLeftToTheCompiler() {
    String factory =
        Check.that(
                type("class Box<T>", "abstract class Inner implements Operand<TFloat32> {}"),
                model(
                    "@ModelFn Box<String>.Inner logits(@Feature Operand<TFloat32> x) { return null; }",
                    PREDICTIONS,
                    LOSS,
                    TRAIN_OP))
            .generated("p.MSpecFactory");
    assertTrue(factory.contains("var logits = model.logits(x);"), factory);
  }

  @Test
  void deprecatedModelsAreUsedWithoutAWarning() {
    String factory =
        Check.that(
                file(
                    "@Deprecated class M {"
                        + NETWORK
                        + PREDICTIONS
                        + LOSS.replace("@Loss", "@Loss @Deprecated(forRemoval = true)")
                        + TRAIN_OP
                        + "}"))
            .generated("p.MSpecFactory");
    assertTrue(
        factory.contains("@SuppressWarnings({\n    \"deprecation\",\n    \"removal\"\n})"),
        factory);
    assertTrue(
        Check.that(
                model(NETWORK, PREDICTIONS, LOSS.replace("@Loss", "@Loss @Deprecated"), TRAIN_OP))
            .generated("p.MSpecFactory")
            .contains("@SuppressWarnings(\"deprecation\")"));
    Check.that(
        model(
            "record Net(Operand<TFloat32> logits) {"
                + " @Deprecated public Operand<TFloat32> logits() { return logits; } }",
            "@ModelFn Net net(@Feature Operand<TFloat32> x) { return null; }",
            PREDICTIONS,
            LOSS,
            TRAIN_OP));
    Check.that(
        "package q; @Deprecated public class Old { public record Net(org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits) {} }",
        type(
            "@SuppressWarnings(\"deprecation\") class M",
            "@ModelFn q.Old.Net net(@Feature Operand<TFloat32> x) { return null; }",
            PREDICTIONS,
            LOSS,
            TRAIN_OP));
  }

  /** A factory that stands in for a broken model keeps code that mentions it from failing too. */
  @Test
  void brokenModelsAddNoErrorsElsewhere() {
    String factory =
        Check.that(
                model(
                    NETWORK,
                    PREDICTIONS,
                    LOSS.replace(
                        "Operand<TFloat32> logits", "Operand<TFloat32> «unknown-input»lgits"),
                    TRAIN_OP.replace("  Optimizer ", "  private Optimizer «private-method»")),
                file(
                    "class User { MSpecFactory factory = new MSpecFactory(new M()); EstimatorSpecFactory f = factory; }"))
            .generated("p.MSpecFactory");
    assertTrue(factory.contains("the model has errors"), factory);
  }

  /** What the user got wrong is all that is said, where javac goes on after errors as well. */
  @ParameterizedTest
  @ValueSource(strings = {"INIT", "FLOW"})
  void brokenModelsWithAPredictorAddNoErrorsElsewhere(String policy) {
    Check.that(
        List.of("--should-stop=ifError=" + policy),
        model(
            NETWORK,
            """
              record Answer(Operand<TInt64> kind, @Output(shape = {-1, 3}) Operand<TFloat32> hashCode2) {}
              @Predictions Answer answer(Operand<TFloat32> «unknown-input»lgits) { return null; }
            """,
            LOSS,
            TRAIN_OP),
        file(
            """
            class User {
              MPredictor loaded = MPredictor.load(java.nio.file.Path.of("m"));
              MPredictor.Prediction first(float[][] x) {
                try (MPredictor own = MPredictor.of(loaded.predictor())) {
                  List<MPredictor.Prediction> all = own.predict(x);
                  return all.isEmpty() ? own.predictRow(x[0]) : all.get(0);
                }
              }
              long kind(MPredictor.Prediction answer) {
                float[] odds = answer.hashCode2();
                return odds.length + answer.<Long>kind();
              }
            }
            """));
  }

  @Test
  void bytesDoNotDependOnOrderLocaleOrTimeZone() {
    String[] sources = {
      model(EVERYTHING),
      type("class Z", NETWORK, PREDICTIONS, LOSS, TRAIN_OP),
      type("class A", NETWORK, PREDICTIONS, LOSS, TRAIN_OP)
    };
    Map<String, String> first = Check.that(QUIET, sources).generated();
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      Map<String, String> second =
          Check.that(QUIET, sources[2], sources[1], sources[0]).generated();
      assertEquals(first, second);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }
}
