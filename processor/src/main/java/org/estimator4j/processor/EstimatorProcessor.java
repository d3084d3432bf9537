package org.estimator4j.processor;

import com.google.auto.service.AutoService;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.read.Strays;
import org.jspecify.annotations.Nullable;

/**
 * Checks classes with a {@code @ModelFn} method and writes their factories.
 *
 * <p>A class goes through the stages <em>read, check, plan, write</em> by itself (see {@link
 * ModelTask}): what is wrong with one never stops another. A class that mentions types that do not
 * exist yet waits for the next round; only its name is kept, since elements do not outlive a round.
 *
 * <p>Isolating in Gradle's sense: each factory depends on its model (and what that inherits) alone.
 */
@AutoService(Processor.class)
public final class EstimatorProcessor extends AbstractProcessor {

  /** How a class is found again in a later round. */
  private record Name(String module, String type) {

    static Name of(TypeElement element, Elements elements) {
      ModuleElement module = elements.getModuleOf(element);
      return new Name(
          module == null ? "" : module.getQualifiedName().toString(),
          element.getQualifiedName().toString());
    }

    @Nullable TypeElement find(Elements elements) {
      ModuleElement home = elements.getModuleElement(module);
      return home == null ? elements.getTypeElement(type) : elements.getTypeElement(home, type);
    }
  }

  /** What refines a role's method; by itself it makes no class a model. */
  private static final List<String> DETAILS =
      List.of(
          InputKind.FEATURE.annotationName(),
          InputKind.LABEL.annotationName(),
          RuntimeTypes.FROM,
          RuntimeTypes.OUTPUT);

  /** Made when there is first something to do: a compilation without models pays nothing. */
  private record Work(ModelTask models, Safely safely, Reporter reporter) {}

  private final ModelTask.Fault fault;
  private final Set<Name> waiting = new LinkedHashSet<>();
  private @Nullable Work work;

  /** For the compiler, through the service file. */
  public EstimatorProcessor() {
    this(model -> {});
  }

  /** For the test of what happens when the processor itself fails. */
  EstimatorProcessor(ModelTask.Fault fault) {
    this.fault = fault;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    Set<String> names = new LinkedHashSet<>();
    for (Role role : Role.values()) {
      names.add(role.annotationName());
    }
    names.addAll(DETAILS);
    return names;
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Options.NAMES;
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  /** Claims no annotation: others may look at them too. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Work todo = work();
    Round known = new Round(processingEnv);
    Elements elements = processingEnv.getElementUtils();
    for (TypeElement element : candidates(annotations, round)) {
      if (round.processingOver()) {
        todo.safely().run(element, () -> todo.models().explainWaiting(element, known));
      } else if (!todo.safely().ask(element, () -> todo.models().run(element, known))) {
        waiting.add(Name.of(element, elements));
      }
    }
    reportStrays(annotations, round, todo);
    return false;
  }

  /** Those that waited, and those that this round brings. */
  private Set<TypeElement> candidates(
      Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> candidates = new LinkedHashSet<>();
    for (Name name : waiting) {
      TypeElement element = name.find(processingEnv.getElementUtils());
      if (element != null) {
        candidates.add(element);
      }
    }
    waiting.clear();
    TypeElement[] roles =
        annotations.stream().filter(each -> !isDetail(each)).toArray(TypeElement[]::new);
    if (roles.length > 0) {
      for (Element method : round.getElementsAnnotatedWithAny(roles)) {
        if (method.getEnclosingElement() instanceof TypeElement model) {
          candidates.add(model);
        }
      }
    }
    return candidates;
  }

  private static boolean isDetail(TypeElement annotation) {
    return DETAILS.contains(annotation.getQualifiedName().toString());
  }

  private static void reportStrays(
      Set<? extends TypeElement> annotations, RoundEnvironment round, Work todo) {
    for (TypeElement annotation : annotations) {
      if (isDetail(annotation)) {
        for (Element element : round.getElementsAnnotatedWith(annotation)) {
          if (!(Strays.typeOf(element) instanceof TypeElement type
              && todo.models().isBroken(type))) {
            Strays.check(annotation, element).ifPresent(todo.reporter()::report);
          }
        }
      }
    }
  }

  private Work work() {
    Work made = work;
    if (made == null) {
      Options options =
          Options.parse(
              processingEnv.getOptions(),
              error -> processingEnv.getMessager().printMessage(Kind.ERROR, error));
      Reporter reporter = new Reporter(processingEnv.getMessager(), options.suppressed());
      made =
          new Work(
              new ModelTask(processingEnv, reporter, options, fault),
              new Safely(reporter),
              reporter);
      work = made;
    }
    return made;
  }
}
