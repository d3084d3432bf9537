package org.estimator4j.report.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.estimator4j.report.internal.RunFacts.Evaluation;

/** The page. */
final class ReportPage {

  private final RunFacts facts;
  private final Map<String, Curve> training;
  private final StringBuilder html = new StringBuilder();

  private ReportPage(RunFacts facts, Map<String, Curve> training) {
    this.facts = facts;
    this.training = training;
  }

  /** The page of a run whose event files are in its model directory. */
  static String of(RunFacts facts, Path modelDir) {
    return new ReportPage(facts, Curve.read(modelDir)).write();
  }

  private String write() {
    html.append("<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>\n");
    html.append("<meta name='viewport' content='width=device-width, initial-scale=1'>\n");
    html.append("<link rel='icon' href='data:,'>\n<title>");
    html.append(Html.escape(facts.model())).append(": report</title>\n<style>");
    html.append(ReportStyle.CSS).append("</style></head>\n<body><main>\n");
    head();
    results();
    section("Curves", charts());
    matrices();
    model();
    table("Hyperparameters", facts.hyperparameters());
    table("Configuration", facts.configuration());
    data();
    exports();
    table("Environment", facts.environment());
    return html.append("</main></body></html>\n").toString();
  }

  private void head() {
    html.append("<h1>").append(Html.escape(facts.model())).append("</h1>\n<p class='lead'>");
    html.append("Trained to step ").append(Html.number(facts.globalStep())).append(": ");
    html.append(Html.escape(facts.stopReason())).append('.');
    Long best = facts.bestStep();
    if (best != null) {
      html.append(" The model has the weights of step ").append(Html.number(best)).append('.');
    }
    html.append("</p>\n<p class='note'>").append(time(facts.startedAt())).append(" to ");
    html.append(time(facts.endedAt())).append(" UTC, ");
    html.append(words(Duration.between(facts.startedAt(), facts.endedAt()))).append("</p>\n");
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace("T", " ").replace("Z", "");
  }

  private static String words(Duration time) {
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d in all",
        time.toHours(),
        time.toMinutesPart(),
        time.toSecondsPart());
  }

  /** Of each set the evaluation of the model as it is; and all of them, to unfold. */
  private void results() {
    Set<String> names = new LinkedHashSet<>();
    facts.evaluations().forEach(each -> names.addAll(each.metrics().keySet()));
    Map<String, Evaluation> last = new TreeMap<>();
    long now = facts.bestStep() == null ? facts.globalStep() : facts.bestStep();
    for (Evaluation each : facts.evaluations()) {
      if (each.step() <= now) {
        last.put(each.set(), each);
      }
    }
    String all = metrics(names, facts.evaluations());
    section(
        "Results",
        metrics(names, List.copyOf(last.values()))
            + "<details><summary>All evaluations</summary>"
            + all
            + "</details>");
  }

  private static String metrics(Set<String> names, List<Evaluation> evaluations) {
    StringBuilder table = new StringBuilder("<div class='wide'><table><tr><th>set</th>");
    table.append("<th>step</th>");
    names.forEach(each -> table.append("<th>").append(Html.escape(each)).append("</th>"));
    table.append("</tr>");
    for (Evaluation each : evaluations) {
      table.append("<tr><td>").append(each.set().isEmpty() ? "eval" : Html.escape(each.set()));
      table.append("</td><td>").append(Html.number(each.step())).append("</td>");
      for (String name : names) {
        Double value = each.metrics().get(name);
        table.append("<td>").append(value == null ? "" : Html.number(value)).append("</td>");
      }
      table.append("</tr>");
    }
    return table.append("</table></div>").toString();
  }

  /** One chart for a measure, with the curves of the training and of every set. */
  private String charts() {
    Map<String, List<Curve>> byTag = new TreeMap<>();
    training.forEach(
        (tag, curve) ->
            byTag
                .computeIfAbsent(tag, absent -> new ArrayList<>())
                .add(new Curve("training", curve.points())));
    Map<String, Map<String, Curve>> evaluated = new TreeMap<>();
    for (Evaluation each : facts.evaluations()) {
      String set = each.set().isEmpty() ? "eval" : each.set();
      each.metrics()
          .forEach(
              (metric, value) ->
                  evaluated
                      .computeIfAbsent(metric, absent -> new TreeMap<>())
                      .computeIfAbsent(set, name -> new Curve(name, new TreeMap<>()))
                      .points()
                      .put(each.step(), value));
    }
    evaluated.forEach(
        (metric, curves) ->
            byTag.computeIfAbsent(metric, absent -> new ArrayList<>()).addAll(curves.values()));
    StringBuilder charts = new StringBuilder("<div class='charts'>");
    List<String> tags = new ArrayList<>(evaluated.keySet());
    byTag.keySet().stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
    if (tags.remove("loss")) {
      tags.add(0, "loss");
    }
    tags.forEach(tag -> charts.append(Chart.of(tag, byTag.getOrDefault(tag, List.of()))));
    return charts.append("</div>").toString();
  }

  private void matrices() {
    facts
        .matrices()
        .forEach(
            (name, matrix) ->
                section(
                    name,
                    "<p class='note'>A row is what is so, a column what was said.</p>"
                        + MatrixTable.of(matrix)));
  }

  private void model() {
    Set<String> modes = new LinkedHashSet<>();
    facts.fields().values().forEach(each -> modes.addAll(each.keySet()));
    StringBuilder table = new StringBuilder("<div class='wide'><table><tr><th>field</th>");
    modes.forEach(each -> table.append("<th>").append(each).append("</th>"));
    table.append("</tr>");
    facts
        .fields()
        .forEach(
            (field, byMode) -> {
              table.append("<tr><td>").append(Html.escape(field)).append("</td>");
              for (String mode : modes) {
                String what = byMode.getOrDefault(mode, "");
                table.append("<td>").append(what.isEmpty() ? "–" : Html.escape(what));
                table.append("</td>");
              }
              table.append("</tr>");
            });
    table.append("</table></div>");
    long parameters = facts.sketch().parts().stream().mapToLong(ModelSketch.Part::parameters).sum();
    String diagram =
        facts.sketch().parts().isEmpty()
            ? ""
            : "<p class='note'>"
                + Html.number(parameters)
                + " parameters</p>"
                + Diagram.of(facts.sketch());
    section("Model", table + diagram);
  }

  private void data() {
    StringBuilder text = new StringBuilder();
    for (RunFacts.Data each : facts.data()) {
      text.append("<h3>").append(Html.escape(each.purpose())).append("</h3><pre>");
      text.append(Html.escape(each.description())).append("</pre><p class='note'>fingerprint ");
      text.append("<code>").append(Html.escape(each.fingerprint())).append("</code></p>");
    }
    section("Data", text.toString());
  }

  private void exports() {
    if (facts.exports().isEmpty()) {
      return;
    }
    StringBuilder table = new StringBuilder("<div class='wide'><table><tr><th>exporter</th>");
    table.append("<th>step</th><th>directory</th></tr>");
    for (RunFacts.Export each : facts.exports()) {
      table.append("<tr><td>").append(Html.escape(each.exporter())).append("</td><td>");
      table.append(Html.number(each.step())).append("</td><td><code>");
      table.append(Html.escape(each.path().toString())).append("</code></td></tr>");
    }
    section("Exports", table.append("</table></div>").toString());
  }

  private void table(String title, Map<String, String> rows) {
    if (rows.isEmpty()) {
      return;
    }
    StringBuilder table = new StringBuilder("<div class='wide'><table class='pairs'>");
    rows.forEach(
        (name, value) ->
            table
                .append("<tr><th>")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(Html.escape(value))
                .append("</td></tr>"));
    section(title, table.append("</table></div>").toString());
  }

  private void section(String title, String content) {
    html.append("<section><h2>").append(Html.escape(title)).append("</h2>\n");
    html.append(content).append("</section>\n");
  }
}
