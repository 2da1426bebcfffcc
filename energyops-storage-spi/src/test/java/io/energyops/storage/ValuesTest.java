package io.energyops.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuesTest {

  private static final StorageKey KEY = StorageKey.of("a/b");

  @Nested
  class Ranges {

    @Test
    void what_lies_behind_the_end_is_not_there() {
      assertEquals(10, ByteRange.all().lengthWithin(10));
      assertEquals(3, ByteRange.from(7).lengthWithin(10));
      assertEquals(2, ByteRange.of(8, 5).lengthWithin(10));
      assertEquals(0, ByteRange.from(10).lengthWithin(10));
      assertEquals(0, ByteRange.from(11).lengthWithin(10));
    }

    @Test
    void negative_bounds_are_refused() {
      assertThrows(IllegalArgumentException.class, () -> ByteRange.of(-1, 1));
      assertThrows(IllegalArgumentException.class, () -> ByteRange.of(0, -1));
    }
  }

  @Nested
  class Sources {

    @Test
    void a_file_is_read_again_at_each_opening(@TempDir Path folder) throws IOException {
      Path file = Files.writeString(folder.resolve("in.csv"), "x;y");
      ObjectSource source = ObjectSource.of(file).withContentType("text/csv");

      for (int i = 0; i < 2; i++) {
        try (InputStream in = source.open()) {
          assertArrayEquals(new byte[] {'x', ';', 'y'}, in.readAllBytes());
        }
      }
      assertEquals(OptionalLong.of(3), source.size());
      assertEquals(Optional.of("text/csv"), source.contentType());
    }

    @Test
    void a_missing_file_fails_when_it_is_opened(@TempDir Path folder) {
      ObjectSource source = ObjectSource.of(folder.resolve("none"));

      assertEquals(OptionalLong.empty(), source.size());
      assertThrows(NoSuchFileException.class, source::open);
    }

    @Test
    void a_content_type_is_one_printable_line() {
      ObjectSource source = ObjectSource.of(new byte[0]);

      assertThrows(IllegalArgumentException.class, () -> source.withContentType(" "));
      assertThrows(IllegalArgumentException.class, () -> source.withContentType("a\r\nb: c"));
      assertThrows(IllegalArgumentException.class, () -> source.withContentType("x".repeat(256)));
    }
  }

  @Nested
  class Lists {

    @Test
    void a_prefix_may_stop_anywhere_but_cannot_climb() {
      assertEquals("run/1", ListRequest.of("run/1").prefix());
      assertEquals("run/", ListRequest.of("run/").prefix());
      assertEquals(".", ListRequest.of(".").prefix());
      for (String wrong : new String[] {"/", "/a", "a//", "../", "a/../b", "a/./", "\n"}) {
        assertThrows(InvalidKeyException.class, () -> ListRequest.of(wrong), wrong);
      }
    }

    @Test
    void a_page_holds_1_to_1000() {
      ListRequest request = ListRequest.of("");

      assertThrows(IllegalArgumentException.class, () -> request.withLimit(0));
      assertThrows(IllegalArgumentException.class, () -> request.withLimit(1001));
      assertEquals(Optional.of("x"), request.withLimit(1).after("x").continuation());
    }
  }

  @Nested
  class Descriptions {

    @Test
    void a_checksum_has_one_form() {
      StoredObject.Builder object = StoredObject.builder(KEY, 1, Instant.EPOCH, "v");

      assertThrows(IllegalArgumentException.class, () -> object.sha256("AB"));
      assertEquals(Optional.empty(), object.sha256(null).build().sha256());
    }

    @Test
    void a_size_is_not_negative() {
      assertThrows(
          IllegalArgumentException.class, () -> StoredObject.builder(KEY, -1, Instant.EPOCH, "v"));
    }
  }

  @Nested
  class Settings {

    @Test
    void values_never_show() {
      StorageConfig config =
          StorageConfig.of(Map.of("secretKey", "hunter2")).with("path", "/data/s3cr3t");

      assertEquals("StorageConfig[path=***, secretKey=***]", config.toString());
      assertEquals("/data/s3cr3t", config.require("path"));
    }

    @Test
    void a_blank_setting_is_none() {
      StorageConfig config = StorageConfig.of(Map.of("bucket", "  "));

      assertFalse(config.get("bucket").isPresent());
      StorageConfigurationException e =
          assertThrows(StorageConfigurationException.class, () -> config.require("bucket"));
      assertTrue(e.getMessage().contains("energyops.storage.bucket"), e.getMessage());
    }
  }
}
