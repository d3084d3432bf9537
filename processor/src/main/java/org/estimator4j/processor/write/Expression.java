package org.estimator4j.processor.write;

import java.util.List;

/**
 * An expression that knows how to break over lines the way google-java-format does: whole if it
 * fits; else the arguments on a line of their own; else one line for each.
 *
 * @param head all of a simple expression; of a call what stands before the parenthesis
 * @param arguments the arguments of a call
 * @param isCall whether there is a parenthesis at all
 */
record Expression(String head, List<Expression> arguments, boolean isCall) {

  private static final int LINE = 100;
  private static final int CONTINUATION = 4;
  private static final String MEMBER = "  ";
  private static final String STATEMENT = "    ";

  static Expression of(String text) {
    return new Expression(text, List.of(), false);
  }

  static Expression call(String head, List<Expression> arguments) {
    return new Expression(head, arguments, true);
  }

  /** {@code return expression;}, in a method. */
  String returned() {
    String start = STATEMENT + "return ";
    return start + broken(start.length(), STATEMENT.length() + CONTINUATION, 1) + ";";
  }

  /** {@code Type name = expression;}, in a method. */
  String assignedTo(String declaration) {
    return assigned(STATEMENT, declaration);
  }

  /** {@code Type NAME = expression;}, in a class. */
  String initializing(String declaration) {
    return assigned(MEMBER, declaration);
  }

  private String assigned(String indent, String declaration) {
    String start = indent + declaration + " =";
    String flat = flat();
    if (start.length() + 1 + flat.length() + 1 <= LINE) {
      return start + " " + flat + ";";
    }
    int column = indent.length() + CONTINUATION;
    return start + newLine(column) + broken(column, column + CONTINUATION, 1) + ";";
  }

  /** {@code return start.link(...).link(...);}, a line for each link unless all fit on one. */
  static String returnedChain(String start, List<Expression> links) {
    StringBuilder flat = new StringBuilder(STATEMENT).append("return ").append(start);
    links.forEach(link -> flat.append(link.flat()));
    if (flat.length() + 1 <= LINE) {
      return flat.append(';').toString();
    }
    int column = STATEMENT.length() + CONTINUATION;
    StringBuilder code = new StringBuilder(STATEMENT).append("return ").append(start);
    for (Expression link : links) {
      code.append(newLine(column)).append(link.broken(column, column + CONTINUATION, 0));
    }
    return code.append(';').toString();
  }

  private String flat() {
    return isCall ? head + "(" + flatArguments() + ")" : head;
  }

  private String flatArguments() {
    StringBuilder flat = new StringBuilder();
    for (Expression argument : arguments) {
      flat.append(flat.isEmpty() ? "" : ", ").append(argument.flat());
    }
    return flat.toString();
  }

  /** From a column on, arguments at another if they must, with room for what follows. */
  private String broken(int column, int inner, int following) {
    String flat = flat();
    if (arguments.isEmpty() || column + flat.length() + following <= LINE) {
      return flat;
    }
    String line = flatArguments();
    StringBuilder code = new StringBuilder(head).append('(').append(newLine(inner));
    if (inner + line.length() + 1 + following <= LINE) {
      return code.append(line).append(')').toString();
    }
    String separator = "";
    for (Expression argument : arguments) {
      code.append(separator).append(argument.broken(inner, inner + CONTINUATION, 1));
      separator = "," + newLine(inner);
    }
    return code.append(')').toString();
  }

  private static String newLine(int column) {
    return "\n" + " ".repeat(column);
  }
}
