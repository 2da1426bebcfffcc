package io.energyops.it.sandbox;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sandbox on hosts that this one is not: with systemd as the first process, on the hierarchy of
 * version 2 alone and on the hybrid one. Each is a virtual machine that {@code beds/run} makes.
 */
@Tag("vm")
class SystemdBedsTest {

  private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
  private static final String HYBRID = "systemd.unified_cgroup_hierarchy=0";
  private static final String LIMITS = "io.energyops.process.ConfinedScriptTest";
  private static final String RESTART = RestartedUnit.class.getName();

  /** Large, and not needed there. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(".*(postgres|sqlite|poi|spring|s3|netty|aws|jqwik).*\\.jar");

  @TempDir Path folder;

  @Test
  void an_ordinary_user_has_scopes_of_the_users_manager() throws Exception {
    Bed bed = run("user", "", LIMITS, RESTART);
    assertEquals("plain + prlimit + systemd scope + bubblewrap", bed.composition());
    bed.assertPassed(18, List.of("an_own_user_that_cannot_reach_the_scripts_is_not_used()"));
  }

  @Test
  void root_has_scopes_of_the_systems_manager() throws Exception {
    Bed bed = run("root", "", LIMITS, RESTART);
    assertEquals("plain + prlimit + own user + systemd scope + bubblewrap", bed.composition());
    bed.assertPassed(19, List.of());
  }

  @Test
  void a_scope_that_holds_nothing_on_a_hybrid_host_is_noticed() throws Exception {
    Bed bed = run("user", HYBRID);
    assertEquals("plain + prlimit + bubblewrap", bed.composition());
    String why = bed.words(BedMain.REFUSED, "systemd scope");
    assertTrue(why.contains("no controller for cpu, memory, pids"), why);
  }

  @Test
  @Tag("nightly")
  void root_has_the_groups_of_version_1_on_a_hybrid_host() throws Exception {
    Bed bed = run("root", HYBRID, LIMITS);
    assertEquals("plain + prlimit + own user + cgroup v1 + bubblewrap", bed.composition());
    bed.assertPassed(18, List.of());
  }

  /** What was said within a bed. */
  private record Bed(List<String[]> lines, String output) {

    String composition() {
      return lines.stream()
          .filter(line -> line[0].equals(BedMain.COMPOSITION))
          .map(line -> line[1])
          .findFirst()
          .orElse(output);
    }

    String words(String what, String name) {
      return lines.stream()
          .filter(line -> line[0].equals(what) && line[1].equals(name))
          .map(line -> line[2])
          .findFirst()
          .orElse(output);
    }

    void assertPassed(int least, List<String> skipped) {
      assertAll(
          () -> assertEquals(List.of(), names(BedMain.FAILED), output),
          () -> assertEquals(skipped, names(BedMain.SKIPPED), output),
          () -> assertTrue(names(BedMain.PASSED).size() >= least, output));
    }

    private List<String> names(String what) {
      return lines.stream().filter(line -> line[0].equals(what)).map(line -> line[1]).toList();
    }
  }

  private Bed run(String user, String kernel, String... classes) throws Exception {
    List<String> classPath = new ArrayList<>();
    // Its tests of single scripts are in core's own classes.
    Path core = PROJECT.resolve("energyops-core/target/test-classes");
    String own = System.getProperty("java.class.path");
    for (String entry : (core + File.pathSeparator + own).split(File.pathSeparator, -1)) {
      Path source = Path.of(entry);
      if (Files.exists(source) && !LEFT_OUT.matcher(source.getFileName().toString()).matches()) {
        String name = classPath.size() + "-" + source.getFileName();
        copy(source, folder.resolve(name));
        classPath.add(name);
      }
    }
    // The compiler that optimises costs more there than it gains.
    String command =
        "java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx768m -Denergyops.emulated=true -cp "
            + String.join(":", classPath)
            + " "
            + BedMain.class.getName()
            + " "
            + String.join(" ", classes);
    ProcessBuilder builder =
        new ProcessBuilder(
            PROJECT.resolve("beds/run").toString(), folder.toString(), command + " 2> out/errors");
    builder.environment().putAll(Map.of("BED_USER", user, "BED_KERNEL", kernel));
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    Path errors = folder.resolve("out/errors");
    String said = output + (Files.exists(errors) ? Files.readString(errors) : "");
    assertEquals(0, code, said);
    List<String[]> lines =
        output.lines().map(line -> line.split("\t", 3)).filter(line -> line.length == 3).toList();
    return new Bed(lines, said);
  }

  private static void copy(Path source, Path target) throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to(path));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(path, to(path), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }

          private Path to(Path path) {
            return target.resolve(source.relativize(path).toString());
          }
        });
  }
}
