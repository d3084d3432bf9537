package org.estimator4j.processor.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import kotlin.Metadata;
import kotlin.metadata.Attributes;
import kotlin.metadata.KmClass;
import kotlin.metadata.KmFunction;
import kotlin.metadata.KmProperty;
import kotlin.metadata.Visibility;
import kotlin.metadata.jvm.JvmExtensionsKt;
import kotlin.metadata.jvm.JvmMetadataUtil;
import kotlin.metadata.jvm.JvmMethodSignature;
import kotlin.metadata.jvm.KotlinClassMetadata;

/**
 * The one class that touches kotlin-metadata-jvm, which the user may put beside the processor; it
 * is loaded for Kotlin's classes only, and whoever calls it is ready for it not to load.
 */
final class KotlinLibrary {

  private KotlinLibrary() {}

  /** The functions and getters of a class. */
  static List<KotlinFunction> functions(AnnotationMirror mirror) {
    Metadata metadata =
        JvmMetadataUtil.Metadata(
            number(mirror, "k"),
            version(mirror),
            strings(mirror, "d1"),
            strings(mirror, "d2"),
            Annotations.string(mirror, "xs").orElse(""),
            Annotations.string(mirror, "pn").orElse(""),
            number(mirror, "xi"));
    if (!(KotlinClassMetadata.readLenient(metadata) instanceof KotlinClassMetadata.Class type)) {
      return List.of();
    }
    KmClass read = type.getKmClass();
    List<KotlinFunction> functions = new ArrayList<>();
    for (KmFunction function : read.getFunctions()) {
      JvmMethodSignature signature = JvmExtensionsKt.getSignature(function);
      if (signature != null) {
        functions.add(
            new KotlinFunction(
                function.getName(),
                signature.getName(),
                isHidden(Attributes.getVisibility(function)),
                annotations(function)));
      }
    }
    for (KmProperty property : read.getProperties()) {
      JvmMethodSignature getter = JvmExtensionsKt.getGetterSignature(property);
      if (getter != null) {
        functions.add(new KotlinFunction(property.getName(), getter.getName(), true, Set.of()));
      }
    }
    return functions;
  }

  private static boolean isHidden(Visibility visibility) {
    return visibility == Visibility.PRIVATE || visibility == Visibility.PRIVATE_TO_THIS;
  }

  /** Older libraries know no annotations. */
  private static Set<String> annotations(KmFunction function) {
    Set<String> names = new HashSet<>();
    try {
      function.getAnnotations().forEach(each -> names.add(each.getClassName().replace('/', '.')));
    } catch (LinkageError e) {
      return Set.of();
    }
    return names;
  }

  private static Integer number(AnnotationMirror mirror, String attribute) {
    return Annotations.value(mirror, attribute)
        .map(value -> value.getValue())
        .filter(Integer.class::isInstance)
        .map(Integer.class::cast)
        .orElse(attribute.equals("k") ? 1 : 0);
  }

  private static int[] version(AnnotationMirror mirror) {
    return Annotations.longs(mirror, "mv").orElse(List.of()).stream()
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  private static String[] strings(AnnotationMirror mirror, String attribute) {
    return Annotations.strings(mirror, attribute).toArray(String[]::new);
  }
}
