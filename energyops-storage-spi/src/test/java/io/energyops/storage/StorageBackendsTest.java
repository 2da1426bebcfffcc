package io.energyops.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageBackendsTest {

  private static final String SERVICE = "META-INF/services/" + StorageProvider.class.getName();

  @TempDir private Path folder;

  public static final class First implements StorageProvider {
    @Override
    public String type() {
      return "heap";
    }

    @Override
    public StorageBackend open(StorageConfig config) {
      return new HeapBackend("first:" + config.get("path").orElse("none"), 10);
    }
  }

  public static final class Twin implements StorageProvider {
    @Override
    public String type() {
      return "Heap";
    }

    @Override
    public StorageBackend open(StorageConfig config) {
      return new HeapBackend("twin", 10);
    }
  }

  public static final class Broken implements StorageProvider {
    public Broken() {
      throw new IllegalStateException("cannot be made");
    }

    @Override
    public String type() {
      return "broken";
    }

    @Override
    public StorageBackend open(StorageConfig config) {
      throw new AssertionError();
    }
  }

  @Nested
  class Selection {

    @Test
    void the_system_property_goes_before_the_environment() {
      Properties properties = new Properties();
      properties.setProperty("energyops.storage.type", " S3 ");
      properties.setProperty("energyops.storage.bucket", "b");
      properties.setProperty("unrelated", "x");

      StorageSelection selection =
          StorageSelection.from(properties, Map.of("STORAGE_TYPE", "local"));

      assertEquals("s3", selection.type());
      assertEquals(Map.of("bucket", "b"), selection.config().settings());
    }

    @Test
    void the_environment_goes_before_the_default() {
      Properties blank = new Properties();
      blank.setProperty("energyops.storage.type", " ");

      assertEquals("s3", StorageSelection.from(blank, Map.of("STORAGE_TYPE", "s3")).type());
      assertEquals("local", StorageSelection.from(blank, Map.of("STORAGE_TYPE", "")).type());
      assertEquals("local", StorageSelection.from(new Properties(), Map.of()).type());
    }
  }

  @Nested
  class Lookup {

    @Test
    void a_backend_is_opened_anew_each_time() throws IOException {
      try (URLClassLoader loader = loader(First.class.getName())) {
        StorageConfig config = StorageConfig.empty().with("path", "p");

        StorageBackend one = StorageBackends.open("HEAP", config, loader);
        StorageBackend two = StorageBackends.open("heap", config, loader);

        assertEquals("first:p", one.toString());
        assertNotSame(one, two);
      }
    }

    @Test
    void an_unknown_type_names_the_installed_ones() throws IOException {
      try (URLClassLoader loader = loader(First.class.getName())) {
        UnknownStorageTypeException e =
            assertThrows(
                UnknownStorageTypeException.class,
                () -> StorageBackends.open("azure", StorageConfig.empty(), loader));

        assertEquals(List.of("heap"), e.installedTypes());
        assertEquals(StorageErrorCode.TYPE_UNKNOWN, e.code());
        assertTrue(e.getMessage().contains("installed: heap"), e.getMessage());
      }
    }

    @Test
    void two_providers_of_one_name_are_an_error() throws IOException {
      try (URLClassLoader loader = loader(First.class.getName(), Twin.class.getName())) {
        StorageConfigurationException e =
            assertThrows(
                StorageConfigurationException.class,
                () -> StorageBackends.open("heap", StorageConfig.empty(), loader));

        assertTrue(e.getMessage().contains(First.class.getName()), e.getMessage());
        assertTrue(e.getMessage().contains(Twin.class.getName()), e.getMessage());
      }
    }

    @Test
    void broken_providers_are_named_and_passed_over() throws IOException {
      try (URLClassLoader loader =
              loader("no.such.Provider", Broken.class.getName(), First.class.getName());
          Warnings warnings = new Warnings()) {

        StorageBackend found = StorageBackends.open("heap", StorageConfig.empty(), loader);

        assertEquals("first:none", found.toString());
        assertEquals(2, warnings.messages.size());
        assertTrue(warnings.messages.get(0).contains("no.such.Provider"));
        assertTrue(warnings.messages.get(1).contains(Broken.class.getName()));
      }
    }

    @Test
    void whoever_asks_to_hear_of_broken_providers_hears_it_in_place_of_the_log()
        throws IOException {
      try (URLClassLoader loader = loader("no.such.Provider", First.class.getName());
          Warnings log = new Warnings()) {
        List<String> heard = new ArrayList<>();

        StorageBackends.open("heap", StorageConfig.empty().withWarnings(heard::add), loader);

        assertEquals(1, heard.size());
        assertTrue(heard.get(0).contains("no.such.Provider"));
        assertEquals(List.of(), log.messages);
      }
    }

    @Test
    void the_context_loader_is_asked_when_ours_has_none() throws IOException {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      try (URLClassLoader loader = loader(First.class.getName())) {
        thread.setContextClassLoader(loader);

        assertEquals("first:none", StorageBackends.open("heap", StorageConfig.empty()).toString());
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }

  private URLClassLoader loader(String... providers) throws IOException {
    Path file = folder.resolve(SERVICE);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(providers));
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, StorageBackendsTest.class.getClassLoader());
  }

  private static final class Warnings extends Handler implements AutoCloseable {

    private final List<String> messages = new ArrayList<>();
    private final Logger logger = Logger.getLogger(StorageBackends.class.getName());

    Warnings() {
      logger.addHandler(this);
      logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord entry) {
      messages.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
    }
  }
}
