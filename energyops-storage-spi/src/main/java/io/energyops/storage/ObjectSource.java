package io.energyops.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the bytes of a write come from. A backend may open it more than once, since a retry cannot
 * use a stream that was read already; it closes each stream that it opened.
 */
@FunctionalInterface
public interface ObjectSource {

  /**
   * Opens the content from its beginning.
   *
   * @return a new stream, which the backend closes
   * @throws IOException when the content cannot be read
   */
  InputStream open() throws IOException;

  /**
   * Returns the size if it is known; a backend refuses content of another size.
   *
   * @return the size in bytes, or empty
   */
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  /**
   * Returns the media type to keep with the object.
   *
   * @return the content type, or empty
   */
  default Optional<String> contentType() {
    return Optional.empty();
  }

  /**
   * Returns the same content with a media type.
   *
   * @param contentType the type, such as {@code text/csv}: 1 to 255 printable ASCII characters
   * @return a source over this one
   * @throws IllegalArgumentException when the type has another form
   */
  default ObjectSource withContentType(String contentType) {
    return new TypedSource(this, contentType);
  }

  /**
   * Makes a source of bytes.
   *
   * @param content the bytes, not copied: leave them unchanged until the write is done
   * @return the source
   */
  static ObjectSource of(byte[] content) {
    return new SizedSource(() -> new ByteArrayInputStream(content), () -> content.length);
  }

  /**
   * Makes a source of a file. Its size is taken when the write asks for it.
   *
   * @param file a regular file
   * @return the source
   */
  static ObjectSource of(Path file) {
    return new SizedSource(() -> Files.newInputStream(file), () -> Files.size(file));
  }
}
