package org.estimator4j.processor.write;

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

  /** Looks around a model. */
  public static Surroundings of(TypeElement model, Elements elements) {
    String home = elements.getPackageOf(model).getQualifiedName().toString();
    String prefix = home.isEmpty() ? "" : home + ".";
    boolean shadows = false;
    for (String name : JavaFiles.JAVA_LANG) {
      shadows |= elements.getTypeElement(prefix + name) != null;
    }
    return new Surroundings(
        sees(model, elements, JavaFiles.GENERATED),
        sees(model, elements, JavaFiles.NULL_MARKED),
        shadows);
  }

  private static boolean sees(TypeElement model, Elements elements, String name) {
    ModuleElement module = elements.getModuleOf(model);
    @Nullable TypeElement found =
        module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
    return found != null;
  }
}
