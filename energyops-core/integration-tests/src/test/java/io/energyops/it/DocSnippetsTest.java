package io.energyops.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code ```java} block of the README and the guides stands, white space apart, in the source
 * of a test, an example or a consumer, which is compiled and run. There a line that ends with
 * {@code // not shown} is skipped.
 */
class DocSnippetsTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile("^```java *\\R(.*?)^``` *$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern NOT_SHOWN = Pattern.compile("(?m)^.*// not shown *$");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final Pattern COMPILED =
      Pattern.compile("(.*/src/test|energyops-examples/.*/src|consumers/.*/src)/.*\\.java");
  private static final Set<String> PASSED_OVER = Set.of("target", ".git", ".mvn");

  private static List<String> sources;

  @BeforeAll
  static void readSources() throws IOException {
    sources = new ArrayList<>();
    for (Path file : files()) {
      if (COMPILED.matcher(relative(file)).matches()) {
        sources.add(squeezed(NOT_SHOWN.matcher(Files.readString(file)).replaceAll("")));
      }
    }
  }

  static Stream<Snippet> snippets() throws IOException {
    return files().stream()
        .filter(file -> relative(file).matches("README\\.md|docs/.*\\.md"))
        .flatMap(DocSnippetsTest::snippetsOf);
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void what_a_guide_shows_is_compiled_and_run(Snippet snippet) {
    assertTrue(
        isCompiled(snippet.code()),
        () ->
            snippet
                + " stands in no test, example or consumer; change both together:\n"
                + snippet.code());
  }

  @Test
  void a_changed_snippet_is_noticed() throws IOException {
    Snippet first = snippets().findFirst().orElseThrow();
    assertFalse(isCompiled(first.code().replaceFirst("\\(", "(surely not there, ")));
    assertEquals("README.md", first.document());
  }

  private static boolean isCompiled(String code) {
    String wanted = squeezed(code);
    return sources.stream().anyMatch(source -> source.contains(wanted));
  }

  private static Stream<Snippet> snippetsOf(Path document) {
    try {
      String text = Files.readString(document);
      return BLOCK
          .matcher(text)
          .results()
          .map(
              block -> {
                long line = text.substring(0, block.start()).lines().count() + 1;
                return new Snippet(relative(document), line, block.group(1));
              })
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException(document.toString(), e);
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
            return PASSED_OVER.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
            if (file.toString().endsWith(".java") || file.toString().endsWith(".md")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  private static String relative(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  private static String squeezed(String code) {
    return WHITE_SPACE.matcher(code).replaceAll("");
  }

  /** A block of a document. */
  record Snippet(String document, long line, String code) {
    @Override
    public String toString() {
      return document + ", line " + line;
    }
  }
}
