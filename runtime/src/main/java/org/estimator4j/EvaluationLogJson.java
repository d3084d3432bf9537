package org.estimator4j;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.session.TensorValue;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/** A log as text, and back: every number comes back with the same bits. */
final class EvaluationLogJson {

  private static final int VERSION = 1;

  private final Path modelDir;

  /** Checkpoints are named relative to the model directory, so that it can be moved. */
  EvaluationLogJson(Path modelDir) {
    this.modelDir = modelDir;
  }

  String format(EvaluationLog log) {
    JsonObject json = new JsonObject();
    json.addProperty("version", VERSION);
    json.addProperty("startedAt", log.startedAt().toString());
    log.restored().ifPresent(step -> json.addProperty("restored", step));
    JsonArray evaluations = new JsonArray();
    for (EvaluationRecord each : log.evaluations()) {
      boolean last = log.last(each.result().name()).orElse(each).equals(each);
      JsonObject evaluation = result(each.result(), last);
      evaluation.addProperty("at", each.at().toString());
      evaluation.addProperty("elapsedMillis", each.elapsedMillis());
      evaluation.addProperty("input", each.input());
      evaluation.addProperty("exported", each.exported());
      evaluations.add(evaluation);
    }
    json.add("evaluations", evaluations);
    JsonArray exports = new JsonArray();
    for (ExportRecord each : log.exports()) {
      JsonObject export = new JsonObject();
      export.addProperty("exporter", each.exporter());
      export.addProperty("version", each.version());
      export.add("result", result(each.result(), true));
      exports.add(export);
    }
    json.add("exports", exports);
    return json + "\n";
  }

  private static JsonObject result(EvalResult result, boolean whole) {
    JsonObject json = new JsonObject();
    json.addProperty("set", result.name());
    json.addProperty("step", result.globalStep());
    result.checkpoint().ifPresent(each -> json.addProperty("checkpoint", each.name()));
    json.add("loss", number(result.loss()));
    JsonObject metrics = new JsonObject();
    result
        .metrics()
        .forEach(
            (name, value) -> {
              if (whole || value.shape().isScalar()) {
                metrics.add(name, value(value));
              }
            });
    json.add("metrics", metrics);
    return json;
  }

  private static JsonObject value(TensorValue value) {
    JsonArray elements = new JsonArray();
    Class<?> type = value.elementType();
    if (type == float.class) {
      for (float each : value.asFloats()) {
        elements.add(number(each));
      }
    } else if (type == double.class) {
      for (double each : value.asDoubles()) {
        elements.add(number(each));
      }
    } else if (type == boolean.class) {
      for (boolean each : value.asBooleans()) {
        elements.add(each);
      }
    } else if (type == String.class) {
      for (String each : value.asStrings()) {
        elements.add(each);
      }
    } else {
      for (long each : value.asLongs()) {
        elements.add(each);
      }
    }
    JsonObject json = new JsonObject();
    json.addProperty("type", type.getSimpleName());
    JsonArray shape = new JsonArray();
    for (long size : value.shape().asArray()) {
      shape.add(size);
    }
    json.add("shape", shape);
    json.add("values", elements);
    return json;
  }

  /** JSON has no infinities and no NaN. */
  private static JsonPrimitive number(Number number) {
    return Double.isFinite(number.doubleValue())
        ? new JsonPrimitive(number)
        : new JsonPrimitive(String.valueOf(number));
  }

  /**
   * Reads a log.
   *
   * @throws IllegalArgumentException if it is damaged, or of a later version
   */
  EvaluationLog parse(String text) {
    try {
      JsonObject json = JsonParser.parseString(text).getAsJsonObject();
      int version = json.get("version").getAsInt();
      if (version > VERSION) {
        throw new IllegalArgumentException("it is of a later version, " + version);
      }
      List<EvaluationRecord> evaluations = new ArrayList<>();
      for (JsonElement each : json.getAsJsonArray("evaluations")) {
        JsonObject evaluation = each.getAsJsonObject();
        evaluations.add(
            new EvaluationRecord(
                result(evaluation),
                Instant.parse(evaluation.get("at").getAsString()),
                evaluation.get("elapsedMillis").getAsLong(),
                evaluation.get("input").getAsString(),
                evaluation.get("exported").getAsBoolean()));
      }
      List<ExportRecord> exports = new ArrayList<>();
      for (JsonElement each : json.getAsJsonArray("exports")) {
        JsonObject export = each.getAsJsonObject();
        exports.add(
            new ExportRecord(
                export.get("exporter").getAsString(),
                export.get("version").getAsLong(),
                result(export.getAsJsonObject("result"))));
      }
      return new EvaluationLog(
          Instant.parse(json.get("startedAt").getAsString()),
          evaluations,
          exports,
          Optional.ofNullable(json.get("restored")).map(JsonElement::getAsLong));
    } catch (JsonParseException
        | IllegalStateException
        | NullPointerException
        | ClassCastException
        | java.time.DateTimeException e) {
      throw new IllegalArgumentException("it is damaged: " + e.getMessage(), e);
    }
  }

  private EvalResult result(JsonObject json) {
    long step = json.get("step").getAsLong();
    JsonElement name = json.get("checkpoint");
    @Nullable Checkpoint checkpoint =
        name == null ? null : new Checkpoint(modelDir.resolve(name.getAsString()), step);
    Map<String, TensorValue> metrics = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> each : json.getAsJsonObject("metrics").entrySet()) {
      metrics.put(each.getKey(), value(each.getValue().getAsJsonObject()));
    }
    return new EvalResult(
        json.get("set").getAsString(), checkpoint, step, json.get("loss").getAsDouble(), metrics);
  }

  private static TensorValue value(JsonObject json) {
    JsonArray shape = json.getAsJsonArray("shape");
    long[] sizes = new long[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape.get(i).getAsLong();
    }
    JsonArray values = json.getAsJsonArray("values");
    Object elements = array(json.get("type").getAsString(), values.size());
    for (int i = 0; i < values.size(); i++) {
      java.lang.reflect.Array.set(elements, i, element(elements, values.get(i)));
    }
    return TensorValue.of(Shape.of(sizes), elements);
  }

  private static Object array(String type, int size) {
    return switch (type) {
      case "float" -> new float[size];
      case "double" -> new double[size];
      case "int" -> new int[size];
      case "long" -> new long[size];
      case "boolean" -> new boolean[size];
      case "String" -> new String[size];
      default -> throw new IllegalArgumentException("there are no elements of type '" + type + "'");
    };
  }

  private static Object element(Object array, JsonElement json) {
    if (array instanceof float[]) {
      return json.getAsFloat();
    }
    if (array instanceof double[]) {
      return json.getAsDouble();
    }
    if (array instanceof int[]) {
      return json.getAsInt();
    }
    if (array instanceof long[]) {
      return json.getAsLong();
    }
    return array instanceof boolean[] ? (Object) json.getAsBoolean() : json.getAsString();
  }
}
