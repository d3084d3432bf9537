package org.estimator4j.processor.write;

import java.util.List;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * What generated code may count on where it will be compiled.
 *
 * @param generated whether {@code javax.annotation.processing.Generated} is there
 * @param nullMarked whether JSpecify is on the path of the model
 * @param shadowsJavaLang whether the package has classes named like some of {@code java.lang} that
 *     generated code uses
 */
public record Surroundings(boolean generated, boolean nullMarked, boolean shadowsJavaLang) {

  private static final String GENERATED = "javax.annotation.processing.Generated";
  private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";

  /** The classes of {@code java.lang} that generated files use. */
  private static final List<String> JAVA_LANG =
      List.of(
          "Override",
          "String",
          "SuppressWarnings",
          "IllegalStateException",
          "Object",
          "AutoCloseable",
          "Boolean",
          "Double",
          "Float",
          "Integer",
          "Long");

  /** Looks around a model. */
  public static Surroundings of(TypeElement model, Elements elements) {
    String home = elements.getPackageOf(model).getQualifiedName().toString();
    String prefix = home.isEmpty() ? "" : home + ".";
    boolean shadows = false;
    for (String name : JAVA_LANG) {
      shadows |= elements.getTypeElement(prefix + name) != null;
    }
    return new Surroundings(
        sees(model, elements, GENERATED), sees(model, elements, NULL_MARKED), shadows);
  }

  private static boolean sees(TypeElement model, Elements elements, String name) {
    ModuleElement module = elements.getModuleOf(model);
    @Nullable TypeElement found =
        module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
    return found != null;
  }
}
