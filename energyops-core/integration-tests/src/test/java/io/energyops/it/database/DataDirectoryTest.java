package io.energyops.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.database.DataDirectory;
import io.energyops.database.DataDirectoryException;
import io.energyops.database.DataDirectoryInUseException;
import io.energyops.it.JavaProcess;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path temporary;

  @Nested
  class OpenedTwiceInOneJvm {

    @Test
    void the_second_is_refused_until_the_first_is_closed() {
      Path path = temporary.resolve("data");
      try (DataDirectory first = DataDirectory.open(path)) {
        DataDirectoryInUseException refused =
            assertThrows(DataDirectoryInUseException.class, () -> DataDirectory.open(path));
        assertTrue(refused.getMessage().contains(first.root().toString()));
      }
      try (DataDirectory again = DataDirectory.open(path)) {
        assertEquals(0, again.slot());
      }
    }

    @Test
    void a_refused_second_does_not_weaken_the_first() {
      Path path = temporary.resolve("data");
      try (DataDirectory first = DataDirectory.open(path)) {
        assertThrows(DataDirectoryInUseException.class, () -> DataDirectory.open(path));
        try (JavaProcess other = JavaProcess.start(OpeningJvm.class, first.root())) {
          assertEquals("1 1", other.line(), "slot 0 is still ours");
        }
      }
    }

    @Test
    void another_name_of_it_is_no_way_round() throws Exception {
      Path path = Files.createDirectory(temporary.resolve("data"));
      Path link = Files.createSymbolicLink(temporary.resolve("link"), path);
      try (DataDirectory first = DataDirectory.open(path)) {
        assertThrows(DataDirectoryInUseException.class, () -> DataDirectory.open(link));
        assertThrows(
            DataDirectoryInUseException.class,
            () -> DataDirectory.open(path.resolve("../data/nodes/..")));
        assertEquals(first.root(), path.toRealPath());
      }
    }

    /** A hot redeploy loads our classes anew. */
    @Test
    void another_class_loader_is_no_way_round() throws Exception {
      Path path = temporary.resolve("data");
      List<URL> classPath = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        classPath.add(Path.of(entry).toUri().toURL());
      }
      try (DataDirectory first = DataDirectory.open(path);
          URLClassLoader loader =
              new URLClassLoader(
                  classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
        Class<?> other = loader.loadClass(DataDirectory.class.getName());
        assertNotSame(first.getClass(), other);
        InvocationTargetException refused =
            assertThrows(
                InvocationTargetException.class,
                () -> other.getMethod("open", Path.class).invoke(null, path));
        assertEquals(
            DataDirectoryInUseException.class.getName(), refused.getCause().getClass().getName());
      }
    }
  }

  @Nested
  class OpenedByAnotherJvm {

    @Test
    void it_gets_the_next_slot_which_is_abandoned_when_it_dies() {
      try (DataDirectory ours = DataDirectory.open(temporary.resolve("data"));
          JavaProcess other = JavaProcess.start(OpeningJvm.class, ours.root())) {
        assertEquals("1 1", other.line());
        assertEquals(List.of(), abandoned(ours));
        other.kill();
        assertEquals(List.of(1), abandoned(ours));
        try (JavaProcess next = JavaProcess.start(OpeningJvm.class, ours.root())) {
          assertEquals("1 1", next.line(), "its slot is free again");
        }
      }
    }

    private static List<Integer> abandoned(DataDirectory directory) {
      List<Integer> slots = new ArrayList<>();
      directory.withAbandonedSlots(slots::add);
      return slots;
    }
  }

  @Nested
  class ThatCannotBeUsed {

    @Test
    void a_file_is_refused_by_name() throws Exception {
      Path file = Files.writeString(temporary.resolve("file"), "x");
      DataDirectoryException refused =
          assertThrows(DataDirectoryException.class, () -> DataDirectory.open(file));
      assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
      assertEquals("x", Files.readString(file));
    }

    @Test
    void one_below_a_file_is_refused() throws Exception {
      Path file = Files.writeString(temporary.resolve("file"), "x");
      assertThrows(DataDirectoryException.class, () -> DataDirectory.open(file.resolve("below")));
    }

    /** Nobody, not even root, writes there. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void one_that_cannot_be_written_is_refused() {
      assertThrows(DataDirectoryException.class, () -> DataDirectory.open(Path.of("/proc")));
    }

    @Test
    void a_refusal_leaves_nothing_locked() throws Exception {
      Path path = Files.createDirectory(temporary.resolve("data"));
      Files.writeString(path.resolve("nodes"), "a file where a folder must be");
      assertThrows(DataDirectoryException.class, () -> DataDirectory.open(path));
      Files.delete(path.resolve("nodes"));
      DataDirectory.open(path).close();
    }
  }
}
