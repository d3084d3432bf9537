package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunOptions;

/** {@code RunConfig.deviceFunction} places the operations of every mode, and they run there. */
class DeviceFunctionTest {

  private static final String SECOND = "/device:CPU:1";

  @TempDir Path dir;

  private final Input train = RingModel.rows(100).shuffle().repeat().batch(10);

  private RunConfig config(String name, boolean placed) {
    return RunConfig.builder(dir.resolve(name))
        .sessionConfig(ConfigProto.newBuilder().putDeviceCount("CPU", 2).build())
        .deviceFunction(op -> placed && op.type().equals("MatMul") ? SECOND : "")
        .build();
  }

  /** Looks where operations are to run, and where they did. */
  private static final class Looking implements SessionRunHook {

    private final Set<String> wanted = new TreeSet<>();
    private final Set<String> ranOnSecond = new TreeSet<>();

    @Override
    public void begin(HookSession session) {
      session
          .graph()
          .tensorflow()
          .operations()
          .forEachRemaining(
              op -> {
                if (!op.device().isEmpty()) {
                  wanted.add(op.type() + " on " + op.device());
                }
              });
    }

    @Override
    public SessionRunArgs beforeRun(SessionRunContext context) {
      return SessionRunArgs.none()
          .withOptions(
              RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build());
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
      for (DeviceStepStats device :
          values.metadata().orElseThrow().getStepStats().getDevStatsList()) {
        if (device.getDevice().endsWith(SECOND)) {
          device.getNodeStatsList().stream()
              .map(NodeExecStats::getNodeName)
              .forEach(ranOnSecond::add);
        }
      }
    }
  }

  @Test
  void aTrainingAndAnEvaluationRunWhereTheFunctionWants() {
    try (Estimator estimator = Estimator.of(new RingModel(), config("placed", true))) {
      List<Looking> hooks = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        hooks.add(new Looking());
      }
      estimator.train(train, TrainOption.maxSteps(3), TrainOption.hooks(hooks.get(0)));
      estimator.evaluate(RingModel.rows(20).batch(20), EvalOption.hooks(hooks.get(1)));
      for (Looking hook : hooks) {
        assertEquals(Set.of("MatMul on " + SECOND), hook.wanted);
        assertTrue(
            hook.ranOnSecond.stream().anyMatch(name -> name.startsWith("hidden/")),
            hook.ranOnSecond.toString());
      }
    }
    try (Estimator estimator = Estimator.of(new RingModel(), config("open", false))) {
      Looking hook = new Looking();
      estimator.train(train, TrainOption.maxSteps(3), TrainOption.hooks(hook));
      assertEquals(Set.of(), hook.wanted);
      assertEquals(Set.of(), hook.ranOnSecond);
    }
    assertEquals(SavedWeights.of(dir.resolve("open")), SavedWeights.of(dir.resolve("placed")));
  }
}
