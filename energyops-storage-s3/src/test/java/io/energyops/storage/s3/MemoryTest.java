package io.energyops.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A large upload in a small JVM. */
class MemoryTest {

  private static final long SIZE = 200L << 20;

  @Test
  void an_upload_of_unknown_length_needs_little_more_than_two_parts() throws Exception {
    String bucket = Buckets.create();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Uploader.class.getName(),
                Buckets.endpoint().toString(),
                bucket)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertEquals(String.valueOf(SIZE), said.strip());
    try (StorageBackend storage = Buckets.at(bucket).open()) {
      assertEquals(SIZE, storage.stat(StorageKey.of("large")).orElseThrow().size());
    }
    assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
  }

  /** Main class of the small JVM. */
  static final class Uploader {

    private Uploader() {}

    public static void main(String[] arguments) {
      try (StorageBackend storage =
          S3Storage.builder(arguments[1])
              .endpoint(URI.create(arguments[0]))
              .credentials("any", "any")
              .open()) {
        StoredObject stored = storage.save(StorageKey.of("large"), () -> new Endless(SIZE));
        System.out.println(stored.size());
      }
    }
  }

  /** So many bytes out of nothing. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 7 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int n = (int) Math.min(left, length);
      left -= n;
      return n;
    }
  }
}
