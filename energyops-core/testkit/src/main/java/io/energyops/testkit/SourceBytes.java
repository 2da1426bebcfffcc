package io.energyops.testkit;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a caller's source into memory, whole or not at all. */
final class SourceBytes {

  private SourceBytes() {}

  static byte[] read(StorageKey key, ObjectSource source) {
    OptionalLong promised = source.size();
    byte[] content;
    try (InputStream in = source.open()) {
      content = in.readAllBytes();
    } catch (IOException e) {
      throw failed(key, "failed", e);
    }
    if (promised.isPresent() && promised.getAsLong() != content.length) {
      throw failed(
          key,
          "gave " + content.length + " bytes, not the " + promised.getAsLong() + " it promised",
          null);
    }
    return content;
  }

  /** As a backend does whose connection breaks at once: it has to open the source again. */
  static void breakOff(StorageKey key, ObjectSource source) {
    try (InputStream in = source.open()) {
      var unused = in.read();
    } catch (IOException e) {
      throw failed(key, "failed", e);
    }
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static SourceFailedException failed(
      StorageKey key, String what, @Nullable IOException cause) {
    return new SourceFailedException(
        "The source of object '" + key + "' " + what + ". Nothing was stored.", cause);
  }
}
