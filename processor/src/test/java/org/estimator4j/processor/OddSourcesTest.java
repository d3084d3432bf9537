package org.estimator4j.processor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Valid models, damaged at random: the processor never fails, and what it generates compiles. Every
 * run tries the same sources; {@code -DoddSources=10000} tries more.
 */
class OddSourcesTest {

  /** Sources a compilation: most of its time goes into reading the same class files. */
  private static final int BATCH = 100;

  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|[\\p{L}_$][\\p{L}\\p{N}_$]*|[0-9]+|\\s+|.", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile("(?<=[ (])[A-Z]\\w*(?:<[^()]*?>)?(?= [a-zA-Z]\\w*[(,)])");
  private static final Pattern NAME = Pattern.compile("(?<=[>\\w] )[a-zA-Z]\\w*(?=[(,)])");
  private static final Pattern ANNOTATION = Pattern.compile("@\\w+(?:\\([^()]*\\))?(?=\\s)");
  private static final Pattern MEMBER = Pattern.compile("(?<=\\n  )(?=[@A-Zr])");
  private static final Pattern PARAMETER = Pattern.compile("(?<=, |\\()(?=[@A-Z]\\w*[< ])");
  private static final Pattern HEADER = Pattern.compile("class(?= M)|class M(?= )|record(?= )");

  /** Words that make sense somewhere, so that damage gets past the parser. */
  private static final List<String> TYPES =
      List.of(
          "Operand<TFloat32>",
          "Operand<TInt64>",
          "Operand<?>",
          "Operand<? extends TNumber>",
          "Operand",
          "Operand<Operand<TFloat32>>",
          "TFloat32",
          "Op",
          "Optimizer",
          "Map<String, Operand<TFloat32>>",
          "Map",
          "List<SessionRunHook>",
          "SessionRunHook",
          "EstimatorSpec",
          "Net",
          "Answer",
          "Box<Net>",
          "Box<?>.Inner",
          "Box<Net>.Inner",
          "Labels",
          "Features",
          "Mode",
          "Scaffold",
          "EvalMetric",
          "ExportOutput",
          "Gone",
          "q.Gone<String>",
          "int",
          "void",
          "float[]",
          "T",
          "M",
          "MSpecFactory",
          "Object",
          "String",
          "error.NonExistentClass",
          "Operand<TFloat32>...",
          "? extends Operand",
          "java.io.IOException",
          "Enum<?>",
          "Comparable<Comparable<?>>",
          "List<? super List<?>[]>[]");

  private static final List<String> ANNOTATIONS =
      List.of(
          "@ModelFn",
          "@Predictions",
          "@Loss",
          "@TrainOp",
          "@EvalMetricOps",
          "@ExportOutputs",
          "@TrainingHooks",
          "@TrainingChiefHooks",
          "@EvaluationHooks",
          "@PredictionHooks",
          "@UseScaffold",
          "@Feature",
          "@Label",
          "@Output(name = \"*/\")",
          "@From(\"logits\")",
          "@From(\"\")",
          "@From",
          "@Deprecated",
          "@Loss(modes = Mode.TRAIN)",
          "@Loss(modes = {})",
          "@ModelFn(modes = Mode.EVAL)",
          "@ModelFn(modes = 1)",
          "@Predictions(modes = {Mode.TRAIN, null})",
          "@Feature(shape = {-1, 4, -7})",
          "@Feature(name = \"\\u0000\")",
          "@Label(dtype = DType.STRING)",
          "@ModelFn(features = @Feature)",
          "@Override",
          "@FunctionalInterface");
  private static final List<String> MODIFIERS =
      List.of(
          "static",
          "private",
          "abstract",
          "final",
          "public",
          "protected",
          "default",
          "native",
          "synchronized",
          "strictfp",
          "<T>",
          "<T extends Operand<T>>",
          "sealed",
          "transient");
  private static final List<String> NAMES =
      List.of(
          "logits",
          "loss",
          "predictions",
          "trainOp",
          "x",
          "y",
          "net",
          "kind",
          "model",
          "context",
          "equals",
          "hashCode",
          "wait",
          "values",
          "record",
          "this",
          "M",
          "$",
          "ä",
          "List",
          "create",
          "main");
  private static final List<String> DECLARATIONS =
      List.of(
          "class",
          "interface",
          "enum",
          "record",
          "@interface",
          "abstract class",
          "class M<T>",
          "class M extends Gone",
          "class M extends M",
          "class M extends Base<M>",
          "class M implements Lossy",
          "class M extends Base<TFloat32> implements Lossy, Gone");

  private static final String HELPERS =
      """
      class Box<T> { abstract class Inner implements Operand<TFloat32> {} }
      abstract class Base<T extends TType> {
        @Predictions abstract Operand<T> scores(Operand<T> logits);
        @Loss private Operand<T> hidden(Operand<T> logits) { return null; }
      }
      interface Lossy {
        @Loss default Operand<TFloat32> loss(Operand<TFloat32> logits, @Label Operand<TInt32> y) { return null; }
      }
      """;

  private static final List<String> MODELS =
      List.of(
          "class M {\n"
              + Sources.NETWORK
              + Sources.PREDICTIONS
              + Sources.LOSS
              + Sources.TRAIN_OP
              + "}\n",
          """
          public final class M {
            record Net(Operand<TFloat32> logits, Operand<TFloat32> hidden) {}
            record Answer(Operand<TInt64> kind, @Output(name = "odds") Operand<TFloat32> p) {}
            @ModelFn Net net(Ops tf, @Feature(name = "pixels", shape = {-1, 8}) Operand<TFloat32> image) { return null; }
            @Predictions Answer answer(Net net) { return null; }
            @Loss static Operand<TFloat32> loss(Operand<TFloat32> logits, @Label Operand<TInt32> y) { return null; }
            @TrainOp Op step(ModelGraph graph, @From("loss") Operand<TFloat32> value, Operand<TFloat32> hidden) { return null; }
            @EvalMetricOps Map<String, EvalMetric> metrics(Operand<TInt64> kind, Labels labels) { return null; }
            @ExportOutputs Map<String, ? extends ExportOutput> signatures(Operand<TFloat32> p) { return null; }
            @TrainingHooks List<SessionRunHook> hooks(Op trainOp) { return null; }
            @UseScaffold Scaffold scaffold() { return null; }
          }
          """,
          """
          public class M {
            @ModelFn(
                modes = {Mode.TRAIN, Mode.PREDICT},
                features = {@Feature(name = "x", dtype = DType.FLOAT32, shape = {-1, 4}), @Feature(name = "z", dtype = DType.STRING), @Feature(name = "w", dtype = DType.INT64, kind = Kind.RAGGED)},
                labels = @Label(name = "y", dtype = DType.INT32))
            EstimatorSpec modelFn(Features features, Labels labels, Mode mode, Params params, @Feature Operand<TString> z) { return null; }
          }
          """,
          """
          class M extends Base<TFloat32> implements Lossy {
            @ModelFn @UseScaffold(modes = Mode.TRAIN) Operand<TFloat32> logits(@Feature Operand<TFloat32> x) { return null; }
            Operand<TFloat32> scores(Operand<TFloat32> logits) { return null; }
            @TrainOp static Optimizer optimizer(Params params) { return null; }
          }
          """);

  @Test
  void processorNeverFailsAndItsCodeCompiles() {
    int count = Integer.getInteger("oddSources", 1_000);
    OddBatch.Count sum = new OddBatch.Count(0, 0);
    for (int first = 0; first < count; first += BATCH) {
      List<OddBatch.Odd> batch = new ArrayList<>();
      for (int seed = first; seed < Math.min(count, first + BATCH); seed++) {
        // Neighbouring seeds begin alike: all would damage the same model.
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        batch.add(new OddBatch.Odd(seed, odd(random, "p" + seed)));
      }
      sum = sum.plus(OddBatch.check(batch));
    }
    // Else the damage is such that nothing is tested.
    assertTrue(sum.processed() > count / 3, sum + " of " + count + " were processed");
    assertTrue(sum.valid() > count / 50, sum + " of " + count + " were valid");
  }

  private static String odd(Random random, String home) {
    String model = pick(random, MODELS);
    for (int i = random.nextInt(4); i >= 0; i--) {
      model = random.nextInt(8) == 0 ? blindly(random, model) : knowingly(random, model);
    }
    return "package " + home + "; " + Sources.IMPORTS + HELPERS + model;
  }

  /** Damage that mostly gets past the parser. */
  private static String knowingly(Random random, String model) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> replace(random, model, TYPE, TYPES);
      case 2, 3 -> replace(random, model, NAME, NAMES);
      case 4 -> replace(random, model, ANNOTATION, ANNOTATIONS);
      case 5 -> replace(random, model, ANNOTATION, List.of(""));
      case 6 -> replace(random, model, MEMBER, random.nextBoolean() ? ANNOTATIONS : MODIFIERS);
      case 7 -> replace(random, model, PARAMETER, ANNOTATIONS);
      default -> replace(random, model, HEADER, DECLARATIONS);
    };
  }

  /** Damage to any token, which mostly the parser finds. */
  private static String blindly(Random random, String model) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(model);
    while (token.find()) {
      tokens.add(token.group());
    }
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(3)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, tokens.get(at));
      default -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
    }
    return String.join("", tokens);
  }

  private static String replace(
      Random random, String model, Pattern what, List<String> replacements) {
    List<int[]> places = new ArrayList<>();
    Matcher matcher = what.matcher(model);
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end()});
    }
    if (places.isEmpty()) {
      return model;
    }
    int[] place = pick(random, places);
    String replacement = pick(random, replacements);
    String space = place[0] == place[1] ? " " : "";
    return model.substring(0, place[0]) + replacement + space + model.substring(place[1]);
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
