package io.energyops.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the page of dependencies to what the build files say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DependenciesPageTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern ROW =
      Pattern.compile("\\| ([^ |]+:[^|]+) \\| ([^ |]+) \\| [^|]+ \\| [^|]+ \\|");

  private final BuildFile parent = BuildFile.read(ROOT);

  @Test
  void the_published_modules_are_found() {
    assertFalse(parent.publishedModules().isEmpty());
    assertEquals(
        Map.of("org.jspecify:jspecify", parent.version("org.jspecify:jspecify")),
        parent.publishedModules().get("energyops-storage-spi").libraries(parent));
  }

  @ParameterizedTest
  @MethodSource("published")
  void the_page_names_each_library_of_a_module_with_its_version(String module) throws IOException {
    assertEquals(parent.publishedModules().get(module).libraries(parent), onThePage(module));
  }

  Iterable<String> published() {
    return parent.publishedModules().keySet();
  }

  private static Map<String, String> onThePage(String module) throws IOException {
    String page = Files.readString(ROOT.resolve("docs/dependencies.md"));
    Map<String, String> found = new TreeMap<>();
    int heading = page.indexOf("\n## " + module + "\n");
    if (heading >= 0) {
      int end = page.indexOf("\n## ", heading + 1);
      Matcher row = ROW.matcher(page.substring(heading, end < 0 ? page.length() : end));
      while (row.find()) {
        put(found, row.group(1), row.group(2));
      }
    }
    return found;
  }

  /** A row may name several artefacts of one group: {@code group:one, two}. */
  private static void put(Map<String, String> found, String artefacts, String version) {
    String group = artefacts.substring(0, artefacts.indexOf(':') + 1);
    for (String name : artefacts.substring(group.length()).split(", *", -1)) {
      found.put(group + name.strip(), version);
    }
  }
}
