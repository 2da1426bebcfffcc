package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageKey;
import io.energyops.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicityTest {

  private static final StorageKey KEY = StorageKey.of("folder/key");

  @TempDir private Path root;
  private StorageBackend storage;

  @BeforeEach
  void open() {
    storage = LocalStorage.open(root);
  }

  /** Gives 1 of 3 MB, lets somebody look, then fails. */
  private static ObjectSource failing(Runnable meanwhile, IOException failure) {
    return () ->
        new FilterInputStream(new ByteArrayInputStream(new byte[1 << 20])) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            if (n < 0) {
              meanwhile.run();
              throw failure;
            }
            return n;
          }
        };
  }

  @Nested
  class FailingSource { // S-01

    private final IOException failure = new IOException("connection reset");

    @Test
    void a_new_key_stays_absent_and_nothing_is_left() {
      Runnable look =
          () -> {
            assertFalse(storage.exists(KEY.value()));
            assertEquals(List.of(), storage.list(""));
            assertEquals(1, Trees.files(root).size());
          };

      SourceFailedException e =
          assertThrows(
              SourceFailedException.class, () -> storage.save(KEY, failing(look, failure)));

      assertSame(failure, e.getCause());
      assertEquals(StorageErrorCode.SOURCE_FAILED, e.code());
      assertEquals(0, Trees.entries(root));
    }

    @Test
    void an_old_object_stays_as_it_was() {
      storage.save(KEY.value(), new byte[] {1});
      Runnable look = () -> assertArrayEquals(new byte[] {1}, storage.read(KEY.value()));

      assertThrows(SourceFailedException.class, () -> storage.save(KEY, failing(look, failure)));

      look.run();
      assertEquals(1, Trees.files(root).size());
    }

    @Test
    void a_source_that_throws_at_its_opening_leaves_nothing() {
      RuntimeException failure = new IllegalStateException("no such import");
      ObjectSource source =
          () -> {
            throw failure;
          };

      assertSame(
          failure, assertThrows(IllegalStateException.class, () -> storage.save(KEY, source)));
      assertEquals(0, Trees.entries(root));
    }

    @Test
    void a_source_of_another_size_than_promised_leaves_nothing() {
      for (long promised : new long[] {2, 4}) {
        ObjectSource source =
            new ObjectSource() {
              @Override
              public InputStream open() {
                return new ByteArrayInputStream(new byte[3]);
              }

              @Override
              public OptionalLong size() {
                return OptionalLong.of(promised);
              }
            };

        assertThrows(
            SourceFailedException.class,
            () -> storage.save(KEY, source, WriteCondition.ifAbsent()));
        assertEquals(0, Trees.entries(root));
      }
    }
  }

  @Nested
  class Litter { // S-02

    private Path litter(Duration age) throws IOException {
      storage.save(KEY.value(), new byte[0]);
      Path file = root.resolve("folder+").resolve("+tmp-" + UUID.randomUUID());
      Files.write(file, new byte[10]);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      return file;
    }

    @Test
    void what_a_crash_left_is_no_object() throws IOException {
      litter(Duration.ofDays(2));

      assertEquals(List.of("folder/key"), storage.list(""));
      assertEquals(1, storage.list(ListRequest.of("folder/")).objects().size());
    }

    @Test
    void opening_sweeps_what_is_old() throws IOException {
      Path old = litter(Duration.ofHours(25));

      open();

      assertFalse(Files.exists(old));
      assertEquals(List.of("folder/key"), storage.list(""));
    }

    @Test
    void opening_leaves_what_may_still_be_written() throws IOException {
      Path young = litter(Duration.ofHours(23));

      open();
      assertEquals(2, Trees.files(root).size());

      LocalStorage.builder(root).litterAge(Duration.ofHours(22)).open();
      assertFalse(Files.exists(young));
    }

    @Test
    void the_file_of_a_living_writer_stays_whoever_opens_meanwhile() {
      ObjectSource slow =
          () -> {
            open();
            assertTrue(Trees.files(root).stream().anyMatch(name -> name.contains("+tmp-")));
            return new ByteArrayInputStream(new byte[] {5});
          };

      storage.save(KEY, slow);

      assertArrayEquals(new byte[] {5}, storage.read(KEY.value()));
      assertEquals(1, Trees.files(root).size());
    }

    @Test
    void a_key_named_like_litter_is_an_object() throws IOException {
      storage.save("+tmp-1", new byte[] {1});
      Path file = root.resolve(Trees.files(root).get(0));
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

      open();

      assertArrayEquals(new byte[] {1}, storage.read("+tmp-1"));
    }
  }

  @Test
  void the_root_may_lie_on_another_volume_than_the_temporary_folder() throws IOException { // S-03
    Path shared = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(shared));
    assumeTrue(!Files.getFileStore(shared).equals(Files.getFileStore(root)));
    Path other = Files.createTempDirectory(shared, "storage");
    try (StorageBackend there = LocalStorage.open(other)) {
      there.save("a/b", new byte[] {1});
      there.save(KEY, ObjectSource.of(new byte[] {2}), WriteCondition.ifAbsent());

      assertArrayEquals(new byte[] {1}, there.read("a/b"));
      there.deleteAll(List.of(KEY, StorageKey.of("a/b")));
    } finally {
      Files.delete(other);
    }
  }
}
