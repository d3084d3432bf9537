package org.estimator4j.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.TrainResult;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.session.GraphBuildingHook;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.RunAbortedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.op.Op;

class GlobalStepWaiterHookTest {

  @TempDir Path dir;

  private final List<Duration> slept = new ArrayList<>();

  /** Another worker: while this one sleeps, it trains 700 steps. */
  private final class OtherWorker implements GraphBuildingHook, GlobalStepWaiterHook.Sleeper {

    private Op train;
    private HookSession session;

    @Override
    public void build(ModelGraph graph) {
      train = graph.globalStep().variable().assignAdd(graph.ops(), graph.ops().constant(700L));
    }

    @Override
    public void afterCreateSession(HookSession created) {
      session = created;
    }

    @Override
    public void sleep(Duration time) {
      slept.add(time);
      session.run(train);
    }
  }

  private TrainResult train(long waitUntilStep) {
    OtherWorker other = new OtherWorker();
    return LineModel.train(
        dir, 3000, model -> List.of(other, new GlobalStepWaiterHook(waitUntilStep, other)));
  }

  @Test
  void theFirstStepWaitsForTheOthers() {
    TrainResult result = train(2000);
    assertEquals(List.of(Duration.ofMillis(500), slept.get(0), slept.get(0)), slept);
    assertEquals(3000, result.globalStep());
  }

  @Test
  void aStepThatIsReachedIsNotWaitedFor() {
    train(0);
    train(-5);
    assertEquals(List.of(), slept);
  }

  @Test
  void anInterruptEndsTheCall() {
    GlobalStepWaiterHook waiter =
        new GlobalStepWaiterHook(
            10,
            time -> {
              throw new InterruptedException("enough");
            });
    RunAbortedException e =
        assertThrows(
            RunAbortedException.class, () -> LineModel.train(dir, 3, model -> List.of(waiter)));
    assertTrue(Thread.interrupted(), "the flag is set again");
    assertEquals("interrupted at global step 0 while waiting for step 10", e.getMessage());
    assertInstanceOf(InterruptedException.class, e.getCause());
  }

  @Test
  void aStopRequestEndsTheWait() {
    TrainResult result =
        LineModel.train(
            dir,
            5,
            model ->
                List.of(
                    new Each(context -> context.requestStop("a signal")),
                    new GlobalStepWaiterHook(10, slept::add)));
    assertEquals("a signal", result.stopReason());
    assertEquals(List.of(), slept);
  }
}
