package org.estimator4j.input;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record class, or a property of a Kotlin data class.
 *
 * @param name its name
 * @param type its type
 * @param accessor what reads it
 * @param feature how it is annotated as a feature, if it is
 * @param label how it is annotated as a label, if it is
 */
record RecordMember(
    String name, Class<?> type, Method accessor, @Nullable Feature feature, @Nullable Label label) {

  /** The members in the order of the constructor. */
  static List<RecordMember> of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<RecordMember> members =
        components == null
            ? ofDataClass(type)
            : Arrays.stream(components).map(RecordMember::of).toList();
    if (components == null && members.isEmpty()) {
      throw new IllegalArgumentException(
          type.getName() + " is neither a record nor a data class of Kotlin");
    }
    // The class may be a private one of the caller, whose own methods they are that we call.
    members.forEach(member -> member.accessor.setAccessible(true));
    return members;
  }

  private static RecordMember of(RecordComponent component) {
    return new RecordMember(
        component.getName(),
        component.getType(),
        component.getAccessor(),
        component.getAnnotation(Feature.class),
        component.getAnnotation(Label.class));
  }

  /**
   * A data class has {@code component1()} and so on, in the order of its constructor. Their names
   * are those of its first fields: the compiler keeps no names of parameters.
   */
  private static List<RecordMember> ofDataClass(Class<?> type) {
    List<Method> accessors = new ArrayList<>();
    for (Method next = component(type, 1); next != null; ) {
      accessors.add(next);
      next = component(type, accessors.size() + 1);
    }
    List<Field> fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .toList();
    Class<?>[] types = accessors.stream().map(Method::getReturnType).toArray(Class<?>[]::new);
    Parameter[] parameters =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), types))
            .findFirst()
            .map(Constructor::getParameters)
            .orElse(new Parameter[0]);
    List<RecordMember> members = new ArrayList<>();
    for (int i = 0; i < Math.min(parameters.length, fields.size()); i++) {
      Field field = fields.get(i);
      members.add(
          new RecordMember(
              field.getName(),
              types[i],
              accessors.get(i),
              annotation(type, parameters[i], field, Feature.class),
              annotation(type, parameters[i], field, Label.class)));
    }
    return members;
  }

  private static @Nullable Method component(Class<?> type, int number) {
    return getter(type, "component" + number);
  }

  private static @Nullable Method getter(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
        .findFirst()
        .orElse(null);
  }

  /** Kotlin's source decides whether it is on the parameter, the field, the getter or several. */
  private static <A extends Annotation> @Nullable A annotation(
      Class<?> owner, Parameter parameter, Field field, Class<A> type) {
    String name = field.getName();
    Method getter =
        getter(owner, "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    return Stream.of(parameter, field, getter)
        .filter(Objects::nonNull)
        .map(place -> place.getAnnotation(type))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
