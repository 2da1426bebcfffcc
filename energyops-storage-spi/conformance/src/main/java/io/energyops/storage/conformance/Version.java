package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.ByteRange;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import java.io.IOException;
import java.util.Optional;

/**
 * One of the versions that are written over one another: its size tells its number, and its bytes
 * and its type follow from it, so that a mixture shows.
 *
 * @param number 1 or more
 */
record Version(int number) {

  private static final int BASE = 40_000;
  private static final int STEP = 37;

  Content content() {
    return new Content(number, BASE + (long) STEP * number);
  }

  String type() {
    return "x-version/" + number;
  }

  ObjectSource source() {
    return content().source().withContentType(type());
  }

  static Version of(StoredObject object) {
    long above = object.size() - BASE;
    assertTrue(above > 0 && above % STEP == 0, () -> "no version has a size of " + object.size());
    return new Version((int) (above / STEP));
  }

  /** Reads the object and holds its bytes to its description. */
  static Version read(StorageBackend storage, StorageKey key) throws IOException {
    try (StoredContent in = storage.open(key, ByteRange.all())) {
      Version version = of(in.object());
      version.assertDescribes(in.object());
      version.content().assertSame(in);
      return version;
    }
  }

  void assertDescribes(StoredObject object) throws IOException {
    assertEquals(content().size(), object.size());
    if (object.contentType().isPresent()) {
      assertEquals(Optional.of(type()), object.contentType(), "the type of version " + number);
    }
    if (object.sha256().isPresent()) {
      assertEquals(Optional.of(content().sha256()), object.sha256(), "the sum of " + number);
    }
  }
}
