package org.estimator4j.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a POM tells Maven about dependencies. */
final class PublishedPom {
  private final Element project;

  PublishedPom(String module) throws IOException {
    Path file = Artifacts.pom(module);
    try {
      project =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " cannot be parsed", e);
    }
  }

  boolean hasParent() {
    return children(project, "parent").findAny().isPresent();
  }

  /** All of the project's own dependencies, as {@code group:artifact}. */
  Set<String> dependencies() {
    return names(children(project, "dependencies"), List.of());
  }

  /** Those which a project gets that depends on this one. */
  Set<String> dependenciesOfUsers() {
    return names(children(project, "dependencies"), List.of("provided", "test"));
  }

  Set<String> managedDependencies() {
    return names(
        children(project, "dependencyManagement").flatMap(m -> children(m, "dependencies")),
        List.of());
  }

  private static Set<String> names(Stream<Element> lists, List<String> scopesLeftOut) {
    Set<String> names = new TreeSet<>();
    lists
        .flatMap(list -> children(list, "dependency"))
        .filter(dependency -> !scopesLeftOut.contains(text(dependency, "scope")))
        .forEach(d -> names.add(text(d, "groupId") + ":" + text(d, "artifactId")));
    return names;
  }

  private static String text(Element parent, String child) {
    return children(parent, child).map(Element::getTextContent).findFirst().orElse("");
  }

  private static Stream<Element> children(Element parent, String name) {
    NodeList nodes = parent.getChildNodes();
    Stream.Builder<Element> found = Stream.builder();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found.build();
  }
}
