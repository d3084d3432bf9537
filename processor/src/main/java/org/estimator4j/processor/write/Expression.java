package org.estimator4j.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression that knows how to break over lines the way google-java-format does: whole if it
 * fits; else the arguments on a line of their own; else one line for each.
 *
 * @param kind what it is
 * @param type what stands before the text, if that is a type
 * @param text all of a simple expression; of a call what stands before the parenthesis
 * @param arguments the arguments of a call
 * @param width how wide it is on one line, with types as they are imported
 */
record Expression(
    Kind kind, @Nullable TypeName type, String text, List<Expression> arguments, int width) {

  /** Sorts of expressions. */
  private enum Kind {
    SIMPLE,
    LITERAL,
    CALL
  }

  private static final int LINE = 100;
  private static final int INDENT = 4;
  private static final int MEMBER = 2;
  private static final int STATEMENT = 4;

  /** Code without arguments. */
  static Expression of(String text) {
    return new Expression(Kind.SIMPLE, null, text, List.of(), text.length());
  }

  /** What follows a type, such as {@code .class}. */
  static Expression of(TypeName type, String text) {
    return new Expression(Kind.SIMPLE, type, text, List.of(), Types.width(type) + text.length());
  }

  /** The literal of a string. */
  static Expression literal(String value) {
    return new Expression(Kind.LITERAL, null, value, List.of(), literalWidth(value));
  }

  /** A call of a method of something. */
  static Expression call(String head, List<Expression> arguments) {
    int width = head.length() + 2 + width(arguments);
    return new Expression(Kind.CALL, null, head, arguments, width);
  }

  /** A call of a static method. */
  static Expression call(TypeName type, String head, List<Expression> arguments) {
    int width = Types.width(type) + head.length() + 2 + width(arguments);
    return new Expression(Kind.CALL, type, head, arguments, width);
  }

  private static int width(List<Expression> arguments) {
    int width = Math.max(0, arguments.size() - 1) * ", ".length();
    for (Expression argument : arguments) {
      width += argument.width();
    }
    return width;
  }

  /** Only JavaPoet knows how wide what must be escaped becomes. */
  private static int literalWidth(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return CodeBlock.of("$S", value).toString().length();
      }
    }
    return value.length() + 2;
  }

  /** {@code return expression;}. */
  void returned(Code code) {
    int column = STATEMENT + "return ".length();
    code.control("$[").text("return ");
    broken(code, column, 0, 1);
    code.control(";\n$]");
  }

  /** {@code Type name = expression;}, or {@code var name} without a type. */
  void assignedTo(@Nullable TypeName type, String name, Code code) {
    code.control("$[");
    if (type == null) {
      code.text("var ");
    } else {
      code.type(type).text(" ");
    }
    code.text(name).text(" =");
    int typeWidth = type == null ? "var".length() : Types.width(type);
    int declaration = STATEMENT + typeWidth + 1 + name.length() + " = ".length();
    if (declaration + width + 1 <= LINE) {
      flat(code.text(" "));
    } else {
      broken(code.text("\n"), STATEMENT + INDENT, 1, 1);
    }
    code.control(";\n$]");
  }

  /** What stands after {@code Type NAME = } in a field; begins with a line break if it must. */
  CodeBlock initializing(int declarationWidth) {
    Code code = new Code();
    if (MEMBER + declarationWidth + width + 1 <= LINE) {
      flat(code);
    } else {
      // Outside a statement JavaPoet does not indent by itself.
      broken(code.control("$>$>\n"), MEMBER + INDENT, 1, 1);
      code.control("$<$<");
    }
    return code.block();
  }

  /** {@code return start.link(...).link(...);}, a line for each link unless all fit on one. */
  static void returnedChain(Expression start, List<Expression> links, Code code) {
    int width = STATEMENT + "return ;".length() + start.width();
    for (Expression link : links) {
      width += link.width();
    }
    start.flat(code.control("$[").text("return "));
    for (Expression link : links) {
      if (width <= LINE) {
        link.flat(code);
      } else {
        link.broken(code.text("\n"), STATEMENT + INDENT, 1, 0);
      }
    }
    code.control(";\n$]");
  }

  private void flat(Code code) {
    if (kind == Kind.LITERAL) {
      code.literal(text);
      return;
    }
    head(code);
    if (kind == Kind.CALL) {
      flatArguments(code.text("("));
      code.text(")");
    }
  }

  private void head(Code code) {
    if (type != null) {
      code.type(type);
    }
    code.text(text);
  }

  private void flatArguments(Code code) {
    for (int i = 0; i < arguments.size(); i++) {
      arguments.get(i).flat(i == 0 ? code : code.text(", "));
    }
  }

  /** From a column on, inside so many continuation indents, with room for what follows. */
  private void broken(Code code, int column, int depth, int following) {
    if (arguments.isEmpty() || column + width + following <= LINE) {
      flat(code);
      return;
    }
    // The first continuation of a statement is indented by JavaPoet.
    boolean own = depth > 0;
    int inner = (own ? column : STATEMENT) + INDENT;
    head(code);
    code.text("(").control(own ? "$>$>\n" : "\n");
    if (inner + width(arguments) + 1 + following <= LINE) {
      flatArguments(code);
    } else {
      for (int i = 0; i < arguments.size(); i++) {
        arguments.get(i).broken(i == 0 ? code : code.text(",\n"), inner, depth + 1, 1);
      }
    }
    code.control(own ? ")$<$<" : ")");
  }
}
