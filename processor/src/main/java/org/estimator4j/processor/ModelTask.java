package org.estimator4j.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.estimator4j.processor.check.Rules;
import org.estimator4j.processor.check.Subject;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Place;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RoleUse;
import org.estimator4j.processor.plan.FactoryPlan;
import org.estimator4j.processor.plan.Planner;
import org.estimator4j.processor.plan.PredictorPlanner;
import org.estimator4j.processor.read.ModelReader;
import org.estimator4j.processor.read.Reading;
import org.estimator4j.processor.write.BrokenFactory;
import org.estimator4j.processor.write.BrokenPredictor;
import org.estimator4j.processor.write.Explanation;
import org.estimator4j.processor.write.FactoryWriter;
import org.estimator4j.processor.write.GeneratedFile;
import org.estimator4j.processor.write.MermaidDiagram;
import org.estimator4j.processor.write.PredictorWriter;
import org.estimator4j.processor.write.Surroundings;

/** Takes one class through all stages. */
final class ModelTask {

  /** Something that a test makes go wrong. */
  interface Fault {
    void strike(ModelClass model);
  }

  private final ProcessingEnvironment environment;
  private final Reporter reporter;
  private final Options options;
  private final Fault fault;
  private boolean noted;
  private final Set<String> broken = new HashSet<>();

  ModelTask(ProcessingEnvironment environment, Reporter reporter, Options options, Fault fault) {
    this.environment = environment;
    this.reporter = reporter;
    this.options = options;
    this.fault = fault;
  }

  /**
   * Checks a class and writes its factory.
   *
   * @return false if it mentions types that do not exist, yet; then nothing was reported
   */
  boolean run(TypeElement element, Round round) {
    ModelReader reader = round.reader(element);
    if (!(reader.read() instanceof Reading.Complete complete)) {
      return false;
    }
    ModelClass model = complete.model();
    fault.strike(model);
    if (model.methods().isEmpty() || model.shared() || isRuntimeMissing(model, round)) {
      return true;
    }
    Subject subject = Subject.of(model, reader.typeSystem());
    List<Diagnostic> found = Rules.check(subject);
    found.stream().filter(this::isNews).forEach(reporter::report);
    Surroundings around = round.surroundings(element);
    if (Rules.allow(found)) {
      FactoryPlan plan = Planner.plan(model, subject.flows().values(), subject.types());
      if (options.explain()) {
        reporter.report(Problem.PLAN.at(model.place(), model.name(), Explanation.of(plan)));
      }
      if (options.diagram()) {
        draw(model, element, MermaidDiagram.of(plan));
      }
      write(model, element, FactoryWriter.write(plan, around), true);
      // Only a convenience: where a class of that name is there already, that one stays.
      PredictorPlanner.plan(plan)
          .ifPresent(
              predictor -> write(model, element, PredictorWriter.write(predictor, around), false));
    } else {
      broken.add(element.getQualifiedName().toString());
      write(model, element, BrokenFactory.write(model, around), false);
      BrokenPredictor.write(model, around).ifPresent(file -> write(model, element, file, false));
    }
    return true;
  }

  /**
   * Whether errors were found in a class; what is odd about it besides may well follow from them.
   */
  boolean isBroken(TypeElement element) {
    return broken.contains(element.getQualifiedName().toString());
  }

  /** Says which types kept a class from being read to the very end. */
  void explainWaiting(TypeElement element, Round round) {
    ModelReader reader = round.reader(element);
    if (reader.read() instanceof Reading.Incomplete incomplete) {
      incomplete.missing().stream()
          .map(
              missing ->
                  Problem.UNRESOLVED_TYPE.at(
                      missing.place(), element.getSimpleName(), missing.type(), missing.where()))
          .distinct()
          .forEach(reporter::report);
    }
  }

  /** What is about the build rather than the class is said once. */
  private boolean isNews(Diagnostic diagnostic) {
    if (diagnostic.problem() != Problem.KOTLIN_METADATA) {
      return true;
    }
    boolean first = !noted;
    noted = true;
    return first;
  }

  private boolean isRuntimeMissing(ModelClass model, Round round) {
    Optional<String> missing = round.missingRuntime();
    missing.ifPresent(
        name -> {
          Place place =
              model
                  .network()
                  .flatMap(method -> method.use(Role.MODEL_FN))
                  .map(RoleUse::place)
                  .orElse(model.place());
          reporter.report(Problem.RUNTIME_MISSING.at(place, model.name(), name));
        });
    return missing.isPresent();
  }

  /** Beside the factory, as a file that a browser or an editor shows. */
  private void draw(ModelClass model, TypeElement element, String diagram) {
    try (Writer writer =
        environment
            .getFiler()
            .createResource(
                StandardLocation.SOURCE_OUTPUT,
                model.type().packageName(),
                model.factoryName() + ".mmd",
                element)
            .openWriter()) {
      writer.write(diagram);
    } catch (FilerException e) {
      return; // Two models, one name of a factory: writing that says so.
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw " + model.factoryName(), e);
    }
  }

  private void write(ModelClass model, TypeElement element, GeneratedFile file, boolean valid) {
    try (Writer writer =
        environment.getFiler().createSourceFile(file.className(), element).openWriter()) {
      writer.write(file.text());
    } catch (FilerException e) {
      if (valid) {
        reporter.report(Problem.NAME_CLASH.at(model.place(), model.name(), model.factoryName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + model.factoryName(), e);
    }
  }
}
