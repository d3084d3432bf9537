package org.estimator4j.hook;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.AllocationRecord;
import org.tensorflow.proto.AllocatorMemoryUsed;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.StepStats;

/**
 * A trace in the format of {@code chrome://tracing} and Perfetto: a process for each device, in it
 * as many lanes as operations ran at the same time, a box for each operation. On request arrows for
 * the tensors between them, and curves of the memory that each allocator gave out.
 *
 * <p>Times are microseconds, as TensorFlow measured them.
 */
final class ChromeTrace {

  private final JsonWriter json;
  private final Map<String, Box> boxes = new HashMap<>();
  private int arrows;

  private ChromeTrace(Writer out) {
    this.json = new JsonWriter(out);
  }

  /** An operation as it is drawn. */
  private record Box(TracedNode node, int process, int lane) {}

  /** Writes a trace; the writer stays the caller's. */
  static void write(StepStats stats, boolean dataflow, boolean memory, Writer out)
      throws IOException {
    ChromeTrace trace = new ChromeTrace(out);
    trace.json.beginObject().name("traceEvents").beginArray();
    for (int process = 0; process < stats.getDevStatsCount(); process++) {
      trace.device(process, stats.getDevStats(process), memory);
    }
    if (dataflow) {
      trace.arrows();
    }
    trace.json.endArray().endObject();
    trace.json.flush();
  }

  private void device(int process, DeviceStepStats device, boolean memory) throws IOException {
    begin("M", "process_name", process);
    json.name("args").beginObject().name("name").value(device.getDevice()).endObject();
    json.endObject();
    List<NodeExecStats> nodes = new ArrayList<>(device.getNodeStatsList());
    nodes.sort(Comparator.comparingLong(NodeExecStats::getAllStartMicros));
    List<Long> laneEnds = new ArrayList<>();
    for (NodeExecStats stats : nodes) {
      TracedNode node = TracedNode.of(stats);
      Box box = new Box(node, process, lane(laneEnds, node));
      boxes.putIfAbsent(node.name(), box);
      box(box);
    }
    if (memory) {
      memory(process, nodes);
    }
  }

  /** The first lane that is free when the operation starts. */
  private static int lane(List<Long> laneEnds, TracedNode node) {
    for (int lane = 0; lane < laneEnds.size(); lane++) {
      if (laneEnds.get(lane) <= node.start()) {
        laneEnds.set(lane, node.end());
        return lane;
      }
    }
    laneEnds.add(node.end());
    return laneEnds.size() - 1;
  }

  private void box(Box box) throws IOException {
    TracedNode node = box.node();
    begin("X", node.op(), box.process());
    json.name("cat").value("Op");
    json.name("tid").value(box.lane());
    json.name("ts").value(node.start());
    json.name("dur").value(node.end() - node.start());
    json.name("args").beginObject().name("name").value(node.name()).name("op").value(node.op());
    for (int i = 0; i < node.inputs().size(); i++) {
      json.name("input" + i).value(node.inputs().get(i));
    }
    json.endObject().endObject();
  }

  private void arrows() throws IOException {
    for (Box consumer : boxes.values()) {
      for (String input : consumer.node().inputs()) {
        Box producer = boxes.get(TracedNode.producer(input));
        if (producer != null) {
          int id = arrows++;
          arrowEnd("s", input, id, producer, producer.node().end());
          arrowEnd("t", input, id, consumer, consumer.node().start());
        }
      }
    }
  }

  private void arrowEnd(String phase, String tensor, int id, Box at, long time) throws IOException {
    begin(phase, tensor, at.process());
    json.name("cat").value("DataFlow");
    json.name("id").value(id);
    json.name("tid").value(at.lane());
    json.name("ts").value(time);
    json.endObject();
  }

  private void memory(int process, List<NodeExecStats> nodes) throws IOException {
    Map<String, TreeMap<Long, Long>> changes = new TreeMap<>();
    for (NodeExecStats node : nodes) {
      for (AllocatorMemoryUsed used : node.getMemoryList()) {
        TreeMap<Long, Long> curve =
            changes.computeIfAbsent(used.getAllocatorName(), name -> new TreeMap<>());
        for (AllocationRecord each : used.getAllocationRecordsList()) {
          curve.merge(each.getAllocMicros(), each.getAllocBytes(), Long::sum);
        }
      }
    }
    for (Map.Entry<String, TreeMap<Long, Long>> allocator : changes.entrySet()) {
      long bytes = 0;
      for (Map.Entry<Long, Long> change : allocator.getValue().entrySet()) {
        bytes += change.getValue();
        begin("C", allocator.getKey(), process);
        json.name("cat").value("Memory");
        json.name("tid").value(0);
        json.name("ts").value(change.getKey());
        json.name("args").beginObject().name("bytes").value(bytes).endObject();
        json.endObject();
      }
    }
  }

  private void begin(String phase, String name, int process) throws IOException {
    json.beginObject();
    json.name("ph").value(phase).name("name").value(name).name("pid").value(process);
  }
}
