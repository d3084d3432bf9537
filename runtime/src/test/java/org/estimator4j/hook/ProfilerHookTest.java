package org.estimator4j.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.estimator4j.TrainResult;
import org.estimator4j.checkpoint.LogCapture;
import org.estimator4j.session.SessionRunArgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.StepStats;

class ProfilerHookTest {

  @TempDir Path dir;

  private List<String> files(String part) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve("traces"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains(part))
          .sorted()
          .toList();
    }
  }

  private List<JsonObject> events(String json) {
    List<JsonObject> events = new ArrayList<>();
    for (JsonElement each :
        JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("traceEvents")) {
      events.add(each.getAsJsonObject());
    }
    return events;
  }

  private List<JsonObject> phase(List<JsonObject> events, String phase) {
    return events.stream().filter(each -> each.get("ph").getAsString().equals(phase)).toList();
  }

  @Test
  void tracesAreWrittenWhenDueButNeverInTheFirstStep() throws IOException {
    List<SessionRunArgs> asked = new ArrayList<>();
    LineModel.train(
        dir,
        7,
        model -> {
          ProfilerHook profiler =
              new ProfilerHook(dir.resolve("traces"), StepTimer.everySteps(3), true, true);
          return List.of(profiler, new Each(context -> asked.add(profiler.beforeRun(context))));
        });
    assertEquals(List.of("timeline-3.json", "timeline-6.json"), files("timeline"));
    for (int step : List.of(0, 1, 3, 4, 6)) {
      assertSame(SessionRunArgs.none(), asked.get(step), "step " + step);
    }
    assertSame(asked.get(2), asked.get(5), "runs are prepared by identity");
  }

  @Test
  void everyStepMeansAllButTheFirst() throws IOException {
    LineModel.train(
        dir, 3, model -> List.of(new ProfilerHook(dir.resolve("traces"), StepTimer.everySteps(1))));
    assertEquals(List.of("timeline-2.json", "timeline-3.json"), files("timeline"));
  }

  @Test
  void theTraceOfARealStepHasItsOperations() throws IOException {
    LineModel.train(
        dir,
        2,
        model ->
            List.of(new ProfilerHook(dir.resolve("traces"), StepTimer.everySteps(2), true, true)));
    List<JsonObject> events =
        events(Files.readString(dir.resolve("traces").resolve("timeline-2.json")));
    assertTrue(
        phase(events, "M").stream()
            .anyMatch(
                each -> each.getAsJsonObject("args").get("name").getAsString().contains("CPU")));
    List<JsonObject> boxes = phase(events, "X");
    JsonObject miss =
        boxes.stream()
            .filter(each -> each.getAsJsonObject("args").get("name").getAsString().equals("miss"))
            .findAny()
            .orElseThrow(() -> new AssertionError(boxes));
    assertEquals("Mul", miss.get("name").getAsString());
    JsonObject args = miss.getAsJsonObject("args"); // TensorFlow may have swapped the factors
    assertTrue(
        Stream.of("input0", "input1")
            .anyMatch(each -> args.has(each) && args.get(each).getAsString().equals("mean")),
        "" + args);
    for (JsonObject box : boxes) {
      assertTrue(box.get("ts").getAsLong() > 0 && box.get("dur").getAsLong() >= 0, "" + box);
    }
    assertFalse(phase(events, "s").isEmpty(), "arrows begin");
    assertEquals(phase(events, "s").size(), phase(events, "t").size(), "and end");
    assertFalse(phase(events, "C").isEmpty(), "memory");
    Path tensorBoard = dir.resolve("traces").resolve(files("tfevents").get(0));
    assertTrue(Files.readString(tensorBoard, StandardCharsets.ISO_8859_1).contains("step_2"));
  }

  private static NodeExecStats node(String name, String label, long start, long micros) {
    return NodeExecStats.newBuilder()
        .setNodeName(name)
        .setTimelineLabel(label)
        .setAllStartMicros(start)
        .setAllEndRelMicros(micros)
        .build();
  }

  /** Boxes of one lane never overlap: Chrome would draw one inside the other. */
  @Test
  void operationsThatOverlapHaveLanesOfTheirOwn() throws IOException {
    StepStats stats =
        StepStats.newBuilder()
            .addDevStats(
                DeviceStepStats.newBuilder()
                    .setDevice("/device:CPU:0")
                    .addNodeStats(node("c", "c = Add(a, b:1)", 40, 10))
                    .addNodeStats(node("a", "a = Const()", 10, 20))
                    .addNodeStats(node("b", "[1 kB] b = Split(^a)", 20, 15))
                    .addNodeStats(node("plain", "", 30, 10)))
            .build();
    StringWriter json = new StringWriter();
    ChromeTrace.write(stats, true, false, json);
    List<String> boxes =
        phase(events(json.toString()), "X").stream()
            .map(each -> each.get("name").getAsString() + " in " + each.get("tid").getAsInt())
            .toList();
    assertEquals(List.of("Const in 0", "Split in 1", "plain in 0", "Add in 0"), boxes);
    assertEquals(3, phase(events(json.toString()), "s").size());
    StringWriter without = new StringWriter();
    ChromeTrace.write(stats, false, false, without);
    assertEquals(0, phase(events(without.toString()), "s").size());
  }

  @Test
  void aNameWithQuotesStaysJson() throws IOException {
    StringWriter json = new StringWriter();
    ChromeTrace.write(
        StepStats.newBuilder()
            .addDevStats(DeviceStepStats.newBuilder().addNodeStats(node("a\"b\\", "", 1, 1)))
            .build(),
        true,
        true,
        json);
    assertEquals("a\"b\\", phase(events(json.toString()), "X").get(0).get("name").getAsString());
  }

  @Test
  void aTraceThatCannotBeWrittenDoesNotEndTheTraining() throws IOException {
    Path traces = Files.createDirectories(dir.resolve("traces"));
    Files.createDirectories(traces.resolve("timeline-2.json"));
    try (LogCapture log = new LogCapture()) {
      TrainResult result =
          LineModel.train(
              dir, 5, model -> List.of(new ProfilerHook(traces, StepTimer.everySteps(2))));
      assertEquals(5, result.globalStep());
      assertTrue(
          log.text()
              .contains(
                  "cannot write the trace "
                      + traces.resolve("timeline-2.json")
                      + "; the training goes on without"),
          log.text());
    }
    assertTrue(Files.isRegularFile(traces.resolve("timeline-4.json")), "the next is tried again");
    Path tensorBoard = traces.resolve(files("tfevents").get(0));
    assertTrue(Files.readString(tensorBoard, StandardCharsets.ISO_8859_1).contains("step_2"));
  }

  @Test
  void aDirectoryThatCannotBeMadeDoesNotEndTheTraining() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "x");
    try (LogCapture log = new LogCapture()) {
      TrainResult result =
          LineModel.train(
              dir, 3, model -> List.of(new ProfilerHook(file, StepTimer.everySteps(2))));
      assertEquals(3, result.globalStep());
      assertTrue(
          log.text()
              .contains("there will be no traces in TensorBoard; the training goes on without"),
          log.text());
      assertTrue(log.text().contains("cannot write the trace " + file), log.text());
    }
  }
}
