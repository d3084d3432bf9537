package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class ReuseTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);

  @AfterEach
  void close() {
    graph.close();
  }

  private Variable<TFloat32> make(String name, long size, boolean trainable) {
    return graph
        .variable(name, TFloat32.class, Shape.of(size))
        .initializer((tf, v) -> tf.zeros(tf.constant(v.shape()), TFloat32.class))
        .regularizer((tf, w) -> tf.reduceSum(w, tf.constant(0)))
        .trainable(trainable)
        .create();
  }

  @Test
  void autoMakesOnceAndSharesAfterwards() {
    Variable<TFloat32> first = graph.scope("a", Reuse.AUTO, () -> make("v", 2, true));
    Variable<TFloat32> again = graph.scope("a", Reuse.AUTO, () -> make("v", 2, true));
    assertSame(first, again);
    assertSame(first, graph.scope("a", Reuse.REQUIRED, () -> make("v", 2, true)));
    assertEquals(1, graph.trainableVariables().size());
    assertEquals(1, graph.regularizationLosses().size());
  }

  @Test
  void innerScopesInheritIt() {
    Variable<TFloat32> first = graph.scope("a", () -> graph.scope("b", () -> make("v", 2, true)));
    assertSame(
        first, graph.scope("a", Reuse.REQUIRED, () -> graph.scope("b", () -> make("v", 2, true))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            graph.scope(
                "a",
                Reuse.REQUIRED,
                () -> graph.scope("b", Reuse.NEVER, () -> make("v", 2, true))));
    assertNotSame(first, graph.scope("a", Reuse.AUTO, () -> make("v", 2, true)));
  }

  @Test
  void whatIsSharedMustBeWhatIsWanted() {
    graph.scope("a", () -> make("v", 2, true));
    assertEquals(
        "variable 'a/v' TFloat32 [2] cannot be used again as TFloat32 [3] (TRAINABLE; it is"
            + " TRAINABLE)",
        assertThrows(
                IllegalArgumentException.class,
                () -> graph.scope("a", Reuse.AUTO, () -> make("v", 3, true)))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> graph.scope("a", Reuse.AUTO, () -> make("v", 2, false)));
    assertEquals(
        "there is no variable 'a/w' to use again; there are [global_step, a/v]. Reuse.AUTO would"
            + " make it",
        assertThrows(
                IllegalArgumentException.class,
                () -> graph.scope("a", Reuse.REQUIRED, () -> make("w", 2, true)))
            .getMessage());
  }
}
