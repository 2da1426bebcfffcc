package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRetryTest {

  private final FileRetry retry = new FileRetry(4, Duration.ofMillis(1));
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void a_locked_file_is_tried_again_within_the_bound() throws IOException {
    assertEquals(3, retry.call(() -> lockedUntil(3)));
    calls.set(0);
    assertThrows(AccessDeniedException.class, () -> retry.call(() -> lockedUntil(9)));
    assertEquals(4, calls.get());
  }

  @Test
  void a_missing_file_is_not_waited_for() {
    assertThrows(
        NoSuchFileException.class,
        () ->
            retry.call(
                () -> {
                  calls.incrementAndGet();
                  throw new NoSuchFileException("gone");
                }));
    assertEquals(1, calls.get());
  }

  @Test
  void a_tree_goes_and_what_its_links_lead_to_stays(@TempDir Path root) throws IOException {
    Path outside = Files.createDirectory(root.resolve("outside"));
    Files.createFile(outside.resolve("kept"));
    Path folder = Files.createDirectories(root.resolve("run/a/b"));
    Files.createFile(folder.resolve("file"));
    Files.createSymbolicLink(folder.resolve("link"), outside);
    WindowsRemoval removal = new WindowsRemoval(retry);
    removal.remove(root.resolve("run"));
    removal.remove(root.resolve("run"));
    assertFalse(Files.exists(root.resolve("run")));
    assertTrue(Files.exists(outside.resolve("kept")));
  }

  private int lockedUntil(int call) throws IOException {
    if (calls.incrementAndGet() < call) {
      throw new AccessDeniedException("held");
    }
    return calls.get();
  }
}
