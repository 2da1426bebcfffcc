package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.HealthState;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageFullException;
import io.energyops.storage.StorageInterruptedException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {

  private static final StorageKey KEY = StorageKey.of("folder/key");

  @TempDir private Path folder;
  private Path root;
  private StorageBackend storage;

  @BeforeEach
  void open() {
    root = folder.resolve("root");
    storage = LocalStorage.open(root);
  }

  @AfterEach
  void clearFlag() {
    storage.close();
    assertFalse(Thread.interrupted(), "a flag was left to the next test");
  }

  private static ObjectSource failing(IOException failure) {
    return () -> {
      throw failure;
    };
  }

  @Nested
  class Interruption {

    private void assertInterrupted(Executable call) {
      StorageInterruptedException e = assertThrows(StorageInterruptedException.class, call);
      assertEquals(StorageErrorCode.INTERRUPTED, e.code());
      assertTrue(Thread.interrupted(), "the flag is kept");
    }

    @Test
    void an_interrupted_thread_stores_nothing_and_keeps_its_flag() {
      storage.save(KEY.value(), new byte[] {1});
      for (WriteCondition condition : List.of(WriteCondition.none(), WriteCondition.ifAbsent())) {
        StorageKey key = condition instanceof WriteCondition.IfAbsent ? StorageKey.of("new") : KEY;
        Thread.currentThread().interrupt();
        assertInterrupted(() -> storage.save(key, ObjectSource.of(new byte[2]), condition));
      }

      assertArrayEquals(new byte[] {1}, storage.read(KEY.value()));
      assertEquals(1, Trees.files(root).size());
    }

    @Test
    void reading_and_copying_are_interrupted_too() {
      storage.save(KEY.value(), new byte[100_000]);
      Thread.currentThread().interrupt();
      assertInterrupted(() -> storage.stat(KEY));
      Thread.currentThread().interrupt();
      assertInterrupted(() -> storage.copy(KEY, StorageKey.of("b"), WriteCondition.none()));

      assertEquals(List.of(KEY.value()), storage.list(""));
    }

    @Test
    void an_interruption_in_mid_write_leaves_the_old_object() {
      storage.save(KEY.value(), new byte[] {1});
      ObjectSource interrupting =
          () ->
              new FilterInputStream(new ByteArrayInputStream(new byte[1000])) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                  Thread.currentThread().interrupt();
                  return super.read(target, offset, Math.min(10, length));
                }
              };

      assertInterrupted(() -> storage.save(KEY, interrupting));

      assertArrayEquals(new byte[] {1}, storage.read(KEY.value()));
      assertEquals(1, Trees.files(root).size());
    }

    @Test
    void a_source_that_was_interrupted_is_told_from_one_that_waited_too_long() {
      for (IOException interruption :
          List.of(new InterruptedIOException(), new ClosedByInterruptException())) {
        assertInterrupted(() -> storage.save(KEY, failing(interruption)));
      }
      SourceFailedException e =
          assertThrows(
              SourceFailedException.class,
              () -> storage.save(KEY, failing(new SocketTimeoutException("read timed out"))));
      assertFalse(Thread.currentThread().isInterrupted());
      assertTrue(e.getCause() instanceof SocketTimeoutException);
    }
  }

  @Nested
  class Root {

    @Test
    void a_removed_root_is_told_and_not_made_anew() throws IOException {
      storage.save(KEY.value(), new byte[1]);
      Files.move(root, folder.resolve("moved"));

      for (Executable call :
          List.<Executable>of(
              () -> storage.save(KEY.value(), new byte[1]),
              () -> storage.read(KEY.value()),
              () -> storage.stat(KEY),
              () -> storage.delete(KEY),
              () -> storage.list(ListRequest.of("")),
              () -> storage.move(KEY, StorageKey.of("b"), WriteCondition.none()))) {
        StorageException e = assertThrows(StorageUnavailableException.class, call);
        assertTrue(e.getMessage().contains(root.getFileName().toString()), e.getMessage());
      }
      assertEquals(HealthState.Level.DOWN, storage.health().level());
      assertFalse(Files.exists(root));
    }

    @Test
    void another_folder_in_its_place_is_not_taken_and_its_own_is_again() throws IOException {
      storage.save(KEY.value(), new byte[1]);
      Files.move(root, folder.resolve("moved"));
      Files.createDirectory(root);

      assertThrows(StorageUnavailableException.class, () -> storage.save(KEY.value(), new byte[1]));
      assertEquals(0, Trees.entries(root));

      Files.delete(root);
      Files.move(folder.resolve("moved"), root);
      assertTrue(storage.exists(KEY.value()));
    }
  }

  @Nested
  class Texts {

    private StorageException told(IOException cause) {
      return new Failures(folder).of("write", "k", cause);
    }

    @Test
    void what_the_system_says_of_a_full_disk_is_understood() {
      for (String text :
          List.of(
              "No space left on device",
              "Disk quota exceeded",
              "There is not enough space on the disk")) {
        for (IOException cause :
            List.of(new IOException(text), new FileSystemException("f", null, text))) {
          StorageException e = told(cause);
          assertTrue(e instanceof StorageFullException, text);
          assertSame(cause, e.getCause());
        }
      }
    }

    @Test
    void other_failures_are_told_apart() {
      IOException readOnly = new FileSystemException("f", null, "Read-only file system");
      assertTrue(told(readOnly) instanceof StorageAccessDeniedException);
      IOException broken = new IOException("Input/output error");
      assertTrue(told(broken) instanceof StorageUnavailableException);
      IOException silent = new IOException();
      assertTrue(told(silent) instanceof StorageUnavailableException);
    }
  }

  @Test
  void a_content_type_that_cannot_be_kept_is_refused_before_anything_is_written() {
    for (String type : List.of("text/\u00e9", "a\nb", "x".repeat(256))) {
      List<String> opened = new ArrayList<>();
      ObjectSource source =
          new ObjectSource() {
            @Override
            public InputStream open() {
              opened.add(type);
              return InputStream.nullInputStream();
            }

            @Override
            public Optional<String> contentType() {
              return Optional.of(type);
            }
          };
      StorageException e = assertThrows(StorageException.class, () -> storage.save(KEY, source));
      assertEquals(StorageErrorCode.INVALID_ARGUMENT, e.code());
      assertEquals(List.of(), opened);
    }
    assertEquals(0, Trees.entries(root));
  }

  @Test
  void the_longest_content_type_is_kept() {
    String type = "x/" + "y".repeat(253);
    storage.save(KEY, ObjectSource.of(new byte[3]).withContentType(type));

    assertEquals(Optional.of(type), storage.stat(KEY).orElseThrow().contentType());
  }

  @Test
  void a_source_that_fails_at_its_closing_failed() {
    ObjectSource source =
        () ->
            new FilterInputStream(new ByteArrayInputStream(new byte[3])) {
              @Override
              public void close() throws IOException {
                throw new IOException("connection reset");
              }
            };

    assertThrows(SourceFailedException.class, () -> storage.save(KEY, source));
    assertEquals(0, Trees.entries(root));
  }

  @Test
  void large_writes_do_with_any_executor() {
    byte[] large = new byte[40_000_000];
    large[39_999_999] = 7;
    List<Runnable> neverRun = new ArrayList<>();
    for (Executor executor :
        List.<Executor>of(
            Runnable::run,
            neverRun::add,
            task -> {
              throw new RejectedExecutionException("busy");
            })) {
      try (StorageBackend own = LocalStorage.builder(root).executor(executor).open()) {
        own.save(KEY, ObjectSource.of(large));
        own.save(StorageKey.of("other"), () -> new ByteArrayInputStream(large));
        assertArrayEquals(large, own.read(KEY.value()));
      }
    }
    assertEquals(2, Trees.files(root).size());
    assertFalse(neverRun.isEmpty());
  }

  @Test
  void a_failure_of_the_disk_while_a_large_write_goes_on_is_told() {
    ObjectSource large = ObjectSource.of(new byte[20_000_000]);
    try (StorageBackend own =
        LocalStorage.builder(root)
            .executor(
                task -> {
                  // The JDK fails the force and closes the file, as a broken disk would.
                  Thread.currentThread().interrupt();
                  task.run();
                })
            .open()) {
      assertThrows(StorageException.class, () -> own.save(KEY, large));
    }
    assertTrue(Thread.interrupted());
    assertEquals(0, Trees.entries(root));
  }
}
