package org.estimator4j.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;

/**
 * Code on its way to JavaPoet: one long format and the types that it mentions. Blocks within blocks
 * say the same, but JavaPoet takes several times as long for them.
 */
final class Code {

  private final StringBuilder format = new StringBuilder();
  private final List<Object> mentioned = new ArrayList<>();

  /** Text as it stands there; names of users may have a dollar in them. */
  Code text(String text) {
    if (text.indexOf('$') < 0) {
      format.append(text);
    } else {
      format.append(text.replace("$", "$$"));
    }
    return this;
  }

  /** A type, which JavaPoet imports if it can. */
  Code type(TypeName type) {
    format.append("$T");
    mentioned.add(type);
    return this;
  }

  /** The literal of a string. */
  Code literal(String value) {
    format.append("$S");
    mentioned.add(value);
    return this;
  }

  /** What JavaPoet's formats have for statements and indents. */
  Code control(String marks) {
    format.append(marks);
    return this;
  }

  /** The code as a block. */
  CodeBlock block() {
    return CodeBlock.of(format.toString(), mentioned.toArray());
  }
}
