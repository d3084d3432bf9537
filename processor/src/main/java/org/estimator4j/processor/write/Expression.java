package org.estimator4j.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An expression that knows how to break over lines the way google-java-format does: whole if it
 * fits; else the arguments on a line of their own; else one line for each.
 *
 * @param head all of a simple expression; of a call what stands before the parenthesis
 * @param arguments the arguments of a call
 * @param isCall whether there is a parenthesis at all
 */
record Expression(CodeBlock head, List<Expression> arguments, boolean isCall) {

  private static final int LINE = 100;
  private static final int INDENT = 4;
  private static final int MEMBER = 2;
  private static final int STATEMENT = 4;
  private static final Pattern QUALIFIER = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

  static Expression of(String format, Object... arguments) {
    return new Expression(CodeBlock.of(format, arguments), List.of(), false);
  }

  static Expression call(CodeBlock head, List<Expression> arguments) {
    return new Expression(head, List.copyOf(arguments), true);
  }

  /** {@code return expression;}. */
  CodeBlock returned() {
    int column = STATEMENT + "return ".length();
    return statement(CodeBlock.of("return $L", broken(column, 0, 1)));
  }

  /** {@code Type name = expression;}. */
  CodeBlock assignedTo(CodeBlock declaration) {
    CodeBlock start = CodeBlock.of("$L =", declaration);
    if (STATEMENT + width(start) + 1 + width(flat()) + 1 <= LINE) {
      return statement(CodeBlock.of("$L $L", start, flat()));
    }
    return statement(
        CodeBlock.builder().add(start).add("\n").add(broken(STATEMENT + INDENT, 1, 1)).build());
  }

  /** What stands after {@code Type NAME = } in a field; begins with a line break if it must. */
  CodeBlock initializing(int declarationWidth) {
    if (MEMBER + declarationWidth + width(flat()) + 1 <= LINE) {
      return flat();
    }
    // Outside a statement JavaPoet does not indent by itself.
    return CodeBlock.builder().add("$>$>\n").add(broken(MEMBER + INDENT, 1, 1)).add("$<$<").build();
  }

  /** {@code return start.link(...).link(...);}, a line for each link unless all fit on one. */
  static CodeBlock returnedChain(CodeBlock start, List<Expression> links) {
    CodeBlock flat =
        links.stream().map(Expression::flat).reduce(start, (a, b) -> CodeBlock.of("$L$L", a, b));
    if (STATEMENT + "return ;".length() + width(flat) <= LINE) {
      return statement(CodeBlock.of("return $L", flat));
    }
    CodeBlock.Builder code = CodeBlock.builder().add("return $L", start);
    for (Expression link : links) {
      code.add("\n").add(link.broken(STATEMENT + INDENT, 1, 0));
    }
    return statement(code.build());
  }

  private static CodeBlock statement(CodeBlock code) {
    return CodeBlock.builder().addStatement("$L", code).build();
  }

  private CodeBlock flat() {
    if (!isCall) {
      return head;
    }
    return CodeBlock.of(
        "$L($L)", head, arguments.stream().map(Expression::flat).collect(CodeBlock.joining(", ")));
  }

  /** From a column on, inside so many continuation indents, with room for what follows. */
  private CodeBlock broken(int column, int depth, int following) {
    if (!isCall || arguments.isEmpty() || column + width(flat()) + following <= LINE) {
      return flat();
    }
    // The first continuation of a statement is indented by JavaPoet.
    boolean own = depth > 0;
    int inner = (own ? column : STATEMENT) + INDENT;
    CodeBlock line = arguments.stream().map(Expression::flat).collect(CodeBlock.joining(", "));
    CodeBlock.Builder code = CodeBlock.builder().add("$L(", head).add(own ? "$>$>\n" : "\n");
    if (inner + width(line) + 1 + following <= LINE) {
      code.add(line);
    } else {
      code.add(
          arguments.stream()
              .map(argument -> argument.broken(inner, depth + 1, 1))
              .collect(CodeBlock.joining(",\n")));
    }
    return code.add(own ? ")$<$<" : ")").build();
  }

  /** The width of code with types as they are imported. */
  static int width(CodeBlock code) {
    return QUALIFIER.matcher(code.toString()).replaceAll("").length();
  }
}
