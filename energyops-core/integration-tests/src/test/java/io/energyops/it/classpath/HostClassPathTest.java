package io.energyops.it.classpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostClassPathTest {

  static final String DONE =
      "imported 1 1 1, COMPLETED, [Row 3: timeblock must be between 1 and 96]";

  @TempDir Path folder;

  @BeforeEach
  void files() throws Exception {
    HostFiles.writeBeside(folder.resolve("data"));
  }

  private HostClassPath.Ended run(HostClassPath classPath, String... more) throws Exception {
    String[] arguments = new String[1 + more.length];
    arguments[0] = folder.resolve("data").toString();
    System.arraycopy(more, 0, arguments, 1, more.length);
    return classPath.run(HostApplication.class.getName(), folder, arguments);
  }

  @Nested
  class WithoutAnyLoggingProvider {

    @Test
    void nothing_but_slf4j_itself_says_a_word() throws Exception {
      HostClassPath.Ended ended =
          run(HostClassPath.ofTheTests().without("slf4j-simple", "log4j-to-slf4j"));

      assertEquals("", ended.output());
      List<String> others =
          ended.errors().lines().filter(line -> !line.startsWith("SLF4J(")).toList();
      assertEquals(List.of(), others);
      assertEquals(0, ended.exitCode());
    }
  }

  @Nested
  class WithSettingsOfTheHostForBeanValidation {

    @Test
    void they_do_not_reach_our_rows() throws Exception {
      Path host = Files.createDirectories(folder.resolve("host/META-INF"));
      Files.writeString(
          host.resolve("validation.xml"),
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <validation-config xmlns="https://jakarta.ee/xml/ns/validation/configuration" version="3.0">
            <default-provider>com.example.host.NoSuchProvider</default-provider>
            <message-interpolator>com.example.host.NoSuchInterpolator</message-interpolator>
            <constraint-mapping>META-INF/no-such-mapping.xml</constraint-mapping>
          </validation-config>
          """);
      for (String name : List.of("ValidationMessages", "ContributorValidationMessages")) {
        Files.writeString(
            folder.resolve("host/" + name + ".properties"),
            """
            jakarta.validation.constraints.Min.message = HOST
            jakarta.validation.constraints.Max.message = HOST
            jakarta.validation.constraints.NotNull.message = HOST
            org.hibernate.validator.constraints.Range.message = HOST
            """);
      }

      HostClassPath.Ended ended =
          run(HostClassPath.ofTheTests().startingWith(folder.resolve("host")), "tell");

      assertTrue(ended.output().contains(DONE), ended.toString());
      assertEquals(0, ended.exitCode(), ended.errors());
    }
  }
}
