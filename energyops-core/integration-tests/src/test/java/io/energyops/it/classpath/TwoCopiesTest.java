package io.energyops.it.classpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.database.DataDirectoryInUseException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hot redeploy: the same library twice in one JVM. */
@SuppressWarnings("try")
class TwoCopiesTest {

  @TempDir Path folder;

  @BeforeEach
  void files() throws Exception {
    HostFiles.writeBeside(folder.resolve("data"));
  }

  @Test
  void the_second_opening_is_refused_until_the_first_closes_and_works_then() throws Exception {
    Path data = folder.resolve("data");
    try (CopyOfTheLibrary first = new CopyOfTheLibrary();
        CopyOfTheLibrary second = new CopyOfTheLibrary()) {
      try (AutoCloseable open = first.open(data)) {
        Exception refused = assertThrows(Exception.class, () -> second.open(data));
        assertEquals(DataDirectoryInUseException.class.getName(), refused.getClass().getName());
        assertNotSame(open.getClass().getClassLoader(), refused.getClass().getClassLoader());
        assertTrue(refused.getMessage().contains(data.getFileName().toString()));
      }
      assertEquals(HostClassPathTest.DONE, second.doTheMainJob(data));
      assertEquals(HostClassPathTest.DONE, first.doTheMainJob(data));
    }
  }

  @Test
  void both_work_side_by_side_on_directories_of_their_own() throws Exception {
    try (CopyOfTheLibrary first = new CopyOfTheLibrary();
        CopyOfTheLibrary second = new CopyOfTheLibrary();
        AutoCloseable open = first.open(folder.resolve("one"))) {
      assertEquals(HostClassPathTest.DONE, second.doTheMainJob(folder.resolve("two")));
      assertNotSame(open.getClass(), second.loader().loadClass(open.getClass().getName()));
    }
  }
}
