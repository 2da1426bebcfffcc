package io.energyops.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of promises in the embedding guide names tests and consumers that are there. */
class EmbeddingContractTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern PROOF = Pattern.compile("`(\\w+Test|consumers/[\\w-]+)`");

  @Test
  void each_promise_names_a_proof_that_exists() throws IOException {
    Set<String> tests = tests();
    List<String> rows =
        Files.readAllLines(ROOT.resolve("docs/embedding.md")).stream()
            .dropWhile(line -> !line.startsWith("| promise"))
            .skip(2)
            .filter(line -> line.startsWith("|"))
            .toList();

    assertTrue(rows.size() > 20, "promises: " + rows.size());
    for (String row : rows) {
      List<String> proofs = PROOF.matcher(row).results().map(found -> found.group(1)).toList();
      assertTrue(!proofs.isEmpty(), row);
      assertEquals(List.of(), proofs.stream().filter(proof -> !there(proof, tests)).toList(), row);
    }
  }

  private static boolean there(String proof, Set<String> tests) {
    return proof.startsWith("consumers/")
        ? Files.isRegularFile(ROOT.resolve(proof).resolve("pom.xml"))
        : tests.contains(proof);
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.contains("src/test/java/") && file.endsWith("Test.java"))
          .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
