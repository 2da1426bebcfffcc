package io.energyops.execution;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ImportId;
import io.energyops.storage.StorageKey;
import java.nio.file.Path;

/** Where the content of an input file comes from; it is read when the run is laid out. */
public sealed interface InputSource {

  /**
   * The rows of an import as CSV, in the order of the file.
   *
   * @param id the import, which must be visible
   * @return the source
   */
  static InputSource ofImport(ImportId id) {
    return new OfImport(id);
  }

  /**
   * A stored object.
   *
   * @param key where it is
   * @return the source
   */
  static InputSource ofStored(StorageKey key) {
    return new OfStored(key);
  }

  /**
   * A file of the host.
   *
   * @param file an existing regular file
   * @return the source
   */
  static InputSource ofFile(Path file) {
    return new OfFile(file);
  }

  /**
   * Bytes.
   *
   * @param content the content, copied; at most 16 MiB
   * @return the source
   * @throws InvalidArgumentException when there are more
   */
  static InputSource ofBytes(byte[] content) {
    if (content.length > 16 << 20) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "An input of bytes may have 16 MiB, but has " + content.length + "; give a file instead");
    }
    return new OfBytes(new Content(content.clone()));
  }

  /**
   * The rows of an import.
   *
   * @param id the import
   */
  record OfImport(ImportId id) implements InputSource {}

  /**
   * A stored object.
   *
   * @param key where it is
   */
  record OfStored(StorageKey key) implements InputSource {}

  /**
   * A file of the host.
   *
   * @param file the file
   */
  record OfFile(Path file) implements InputSource {}

  /**
   * Bytes.
   *
   * @param content the content
   */
  record OfBytes(Content content) implements InputSource {}

  /** Immutable bytes. */
  final class Content {

    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }
}
