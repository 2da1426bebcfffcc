package io.energyops.it.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a {@code pom.xml} of this project says, read as it stands: properties are looked up in the
 * parent.
 */
final class BuildFile {

  private final Path folder;
  private final Element project;

  private BuildFile(Path folder, Element project) {
    this.folder = folder;
    this.project = project;
  }

  static BuildFile read(Path folder) {
    try {
      return new BuildFile(
          folder,
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(folder.resolve("pom.xml").toFile())
              .getDocumentElement());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("The pom.xml of " + folder + " cannot be read", e);
    }
  }

  /** The modules that are jars and are deployed, by artifact id; nested modules too. */
  Map<String, BuildFile> publishedModules() {
    Map<String, BuildFile> found = new TreeMap<>();
    children(project, "modules")
        .flatMap(modules -> children(modules, "module"))
        .map(module -> read(folder.resolve(module.getTextContent())))
        .forEach(
            module -> {
              found.putAll(module.publishedModules());
              if (module.isPublished()) {
                found.put(text(module.project, "artifactId"), module);
              }
            });
    return found;
  }

  /**
   * The libraries of others that come with this module, as {@code group:artifact}, with versions.
   */
  Map<String, String> libraries(BuildFile parent) {
    Map<String, String> found = new TreeMap<>();
    children(project, "dependencies")
        .flatMap(dependencies -> children(dependencies, "dependency"))
        .filter(dependency -> !text(dependency, "scope").equals("test"))
        .map(BuildFile::coordinates)
        .filter(library -> !library.startsWith("io.energyops:"))
        .forEach(library -> found.put(library, parent.version(library)));
    return found;
  }

  /** The version that the parent manages for {@code group:artifact}, by itself or by a BOM. */
  String version(String library) {
    String value =
        managed(dependency -> coordinates(dependency).equals(library))
            .or(() -> managed(dependency -> isBomOf(dependency, library)))
            .orElseThrow(() -> new IllegalStateException("No version is managed for " + library));
    return value.startsWith("${")
        ? children(project, "properties")
            .map(properties -> text(properties, value.substring(2, value.length() - 1)))
            .findFirst()
            .orElseThrow()
        : value;
  }

  private Optional<String> managed(Predicate<Element> which) {
    return children(project, "dependencyManagement")
        .flatMap(management -> children(management, "dependencies"))
        .flatMap(dependencies -> children(dependencies, "dependency"))
        .filter(which)
        .map(dependency -> text(dependency, "version"))
        .findFirst();
  }

  private static boolean isBomOf(Element dependency, String library) {
    return text(dependency, "scope").equals("import")
        && library.startsWith(text(dependency, "groupId") + ".");
  }

  private boolean isPublished() {
    boolean kept =
        children(project, "build")
            .flatMap(build -> children(build, "plugins"))
            .flatMap(plugins -> children(plugins, "plugin"))
            .filter(plugin -> text(plugin, "artifactId").equals("maven-deploy-plugin"))
            .flatMap(plugin -> children(plugin, "configuration"))
            .anyMatch(configuration -> text(configuration, "skip").equals("true"));
    return !kept && !text(project, "packaging").equals("pom");
  }

  private static String coordinates(Element dependency) {
    return text(dependency, "groupId") + ":" + text(dependency, "artifactId");
  }

  private static String text(Element of, String name) {
    return children(of, name).map(Element::getTextContent).findFirst().orElse("").strip();
  }

  private static Stream<Element> children(Element of, String name) {
    NodeList all = of.getChildNodes();
    return IntStream.range(0, all.getLength())
        .mapToObj(all::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(child -> child.getTagName().equals(name));
  }
}
