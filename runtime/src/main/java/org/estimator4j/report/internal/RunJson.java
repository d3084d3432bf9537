package org.estimator4j.report.internal;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** The facts as JSON. Numbers that JSON has not, NaN and infinities, are null. */
final class RunJson {

  private RunJson() {}

  static String of(RunFacts facts) {
    JsonObject json = new JsonObject();
    json.addProperty("version", 1);
    json.addProperty("model", facts.model());
    json.addProperty("started_at", facts.startedAt().toString());
    json.addProperty("ended_at", facts.endedAt().toString());
    json.addProperty("stop_reason", facts.stopReason());
    json.addProperty("global_step", facts.globalStep());
    json.addProperty("best_step", facts.bestStep());
    json.add("evaluations", list(facts.evaluations(), RunJson::evaluation));
    JsonObject matrices = new JsonObject();
    facts.matrices().forEach((name, matrix) -> matrices.add(name, matrix(matrix)));
    json.add("matrices", matrices);
    json.add("exports", list(facts.exports(), RunJson::export));
    json.add("hyperparameters", texts(facts.hyperparameters()));
    json.add("configuration", texts(facts.configuration()));
    json.add("data", list(facts.data(), RunJson::data));
    json.add("environment", texts(facts.environment()));
    JsonObject fields = new JsonObject();
    facts.fields().forEach((field, byMode) -> fields.add(field, texts(byMode)));
    json.add("fields", fields);
    json.add("parts", list(facts.sketch().parts(), RunJson::part));
    return new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create()
            .toJson(json)
        + "\n";
  }

  private static <T> JsonArray list(Collection<T> items, Function<T, JsonElement> each) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(each.apply(item)));
    return array;
  }

  private static JsonObject texts(Map<String, String> values) {
    JsonObject json = new JsonObject();
    values.forEach(json::addProperty);
    return json;
  }

  private static JsonElement number(double value) {
    return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
  }

  private static JsonArray matrix(double[][] matrix) {
    JsonArray rows = new JsonArray();
    for (double[] row : matrix) {
      JsonArray values = new JsonArray();
      for (double value : row) {
        values.add(number(value));
      }
      rows.add(values);
    }
    return rows;
  }

  private static JsonObject evaluation(RunFacts.Evaluation evaluation) {
    JsonObject json = new JsonObject();
    json.addProperty("set", evaluation.set());
    json.addProperty("step", evaluation.step());
    JsonObject metrics = new JsonObject();
    evaluation.metrics().forEach((name, value) -> metrics.add(name, number(value)));
    json.add("metrics", metrics);
    return json;
  }

  private static JsonObject export(RunFacts.Export export) {
    JsonObject json = new JsonObject();
    json.addProperty("exporter", export.exporter());
    json.addProperty("step", export.step());
    json.addProperty("path", export.path().toString());
    return json;
  }

  private static JsonObject data(RunFacts.Data data) {
    JsonObject json = new JsonObject();
    json.addProperty("purpose", data.purpose());
    json.addProperty("fingerprint", data.fingerprint());
    json.addProperty("description", data.description());
    return json;
  }

  private static JsonObject part(ModelSketch.Part part) {
    JsonObject json = new JsonObject();
    json.addProperty("name", part.name());
    json.addProperty("shape", part.shape());
    json.addProperty("parameters", part.parameters());
    return json;
  }
}
