package org.estimator4j.processor.read;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.PlainMethod;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeSystem;

/** Reads one class into a descriptor. What it returns must not outlive the round. */
public final class ModelReader {

  private final Elements elements;
  private final TypeElement element;
  private final Types types;
  private final TypeReader typeReader;
  private final Places places;
  private final Lookup lookup;
  private final Map<TypeElement, KotlinView> views = new HashMap<>();

  /** A reader of this class. */
  public ModelReader(Lookup lookup, TypeElement element) {
    this.lookup = lookup;
    this.elements = lookup.elements();
    this.types = lookup.types();
    this.element = element;
    this.typeReader = new TypeReader(elements, types, elements.getPackageOf(element));
    this.places = new Places(element);
  }

  /** Answers questions about the types of what was read. */
  public TypeSystem typeSystem() {
    return new JavacTypeSystem(lookup, typeReader, places.of(element));
  }

  /** Reads the class. */
  public Reading read() {
    Members members = new Members(elements, types, element);
    MethodReader methodReader = new MethodReader(elements, types, typeReader, element, places);
    List<ModelMethod> methods = new ArrayList<>();
    List<PlainMethod> plain = new ArrayList<>();
    KotlinView kotlin = view(element);
    boolean companion = kotlin.isCompanion();
    for (TypeMirror supertype : members.supertypes()) {
      if (typeReader.isMissing(supertype)) {
        typeReader.read(supertype, "a supertype of " + element.getSimpleName(), places.of(element));
      }
    }
    for (Map.Entry<ExecutableElement, ExecutableElement> entry : members.annotated().entrySet()) {
      ExecutableElement method = entry.getKey();
      KotlinView owner = view(Members.owner(method));
      if ((companion && kotlin.hasStaticTwin(method)) || owner.isOverload(method)) {
        continue;
      }
      if (Members.hasRole(entry.getValue())) {
        methods.add(methodReader.read(method, entry.getValue(), owner.nameOf(method)));
      } else if (Members.owner(method).equals(element)) {
        plain.add(plain(method));
      }
    }
    if (!typeReader.missing().isEmpty()) {
      return new Reading.Incomplete(List.copyOf(typeReader.missing()));
    }
    typeReader.noteDeprecation(element);
    Set<Trait> traits = traits();
    if (kotlin.isKotlin()) {
      traits.add(Trait.KOTLIN);
    }
    if (kotlin.isUnread()) {
      traits.add(Trait.UNREAD_KOTLIN);
    }
    if (companion) {
      traits.add(Trait.COMPANION);
    }
    traits.addAll(typeReader.deprecations());
    return new Reading.Complete(
        new ModelClass(
            typeReader.erased(element),
            binaryName(),
            element.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            List.copyOf(methods),
            List.copyOf(plain),
            kotlin.dropped(),
            traits,
            places.of(element)));
  }

  private KotlinView view(TypeElement type) {
    return views.computeIfAbsent(type, KotlinView::of);
  }

  private String binaryName() {
    String name = elements.getBinaryName(element).toString();
    String home = elements.getPackageOf(element).getQualifiedName().toString();
    return home.isEmpty() ? name : name.substring(home.length() + 1);
  }

  private PlainMethod plain(ExecutableElement method) {
    // Read beside the books: a type that is missing here is no concern of ours.
    TypeReader separate = new TypeReader(elements, types, elements.getPackageOf(element));
    TypeMirror returned = method.getReturnType();
    return new PlainMethod(
        view(Members.owner(method)).nameOf(method),
        separate.read(returned, "", places.of(element)),
        ComponentReader.names(returned));
  }

  private Set<Trait> traits() {
    Set<Trait> traits = EnumSet.of(Trait.PUBLIC);
    Set<Modifier> modifiers = element.getModifiers();
    if (modifiers.contains(Modifier.ABSTRACT)) {
      traits.add(Trait.ABSTRACT);
    }
    if (!element.getTypeParameters().isEmpty()) {
      traits.add(Trait.GENERIC);
    }
    if (element.getKind() != ElementKind.CLASS && element.getKind() != ElementKind.RECORD) {
      traits.add(Trait.NOT_A_CLASS);
    }
    for (Element e = element; e instanceof TypeElement type; e = e.getEnclosingElement()) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)) {
        traits.remove(Trait.PUBLIC);
      }
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        traits.add(Trait.PRIVATE);
      }
      if (type.getNestingKind().isNested() && !e.getModifiers().contains(Modifier.STATIC)) {
        traits.add(Trait.INNER);
      }
    }
    return traits;
  }
}
