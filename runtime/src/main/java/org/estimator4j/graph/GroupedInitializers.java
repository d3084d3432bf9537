package org.estimator4j.graph;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tensorflow.op.Op;

/** One operation for many initialisers; made again if more were added since it was asked for. */
final class GroupedInitializers {

  private final Group global;
  private final Group local;
  private final Group tables;

  GroupedInitializers(ModelGraph graph) {
    global = new Group(graph, "init", () -> initializersOf(graph.globalVariables()));
    local = new Group(graph, "local_init", () -> initializersOf(graph.localVariables()));
    tables = new Group(graph, "tables_init", graph::tableInitializers);
  }

  Op global() {
    return global.op();
  }

  Op local() {
    return local.op();
  }

  Op tables() {
    return tables.op();
  }

  /** Makes all three, so that they need no new node afterwards. */
  void complete() {
    global.op();
    local.op();
    tables.op();
  }

  private static List<Op> initializersOf(List<Variable<?>> variables) {
    return variables.stream().<Op>map(Variable::initializer).toList();
  }

  private static final class Group {

    private final ModelGraph graph;
    private final String name;
    private final Supplier<List<Op>> members;
    private @Nullable Op made;
    private int size;

    Group(ModelGraph graph, String name, Supplier<List<Op>> members) {
      this.graph = graph;
      this.name = name;
      this.members = members;
    }

    Op op() {
      List<Op> now = members.get();
      if (made == null || now.size() != size) {
        made =
            graph.rootScope().withName(name).ops().withControlDependencies(List.copyOf(now)).noOp();
        size = now.size();
      }
      return made;
    }
  }
}
