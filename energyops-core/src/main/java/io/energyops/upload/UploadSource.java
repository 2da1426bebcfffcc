package io.energyops.upload;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that a user sends: its name, the type that the sender declares, and its content. Nothing
 * of it is trusted before {@link UploadValidators#validateUploadFile} has looked at it. Immutable.
 */
public final class UploadSource {

  private final String name;
  private final @Nullable String mimeType;
  private final UploadContent content;
  private final long length;

  private UploadSource(String name, @Nullable String mimeType, UploadContent content, long length) {
    this.name = Objects.requireNonNull(name, "name");
    this.mimeType = mimeType == null || mimeType.isBlank() ? null : mimeType.strip();
    this.content = Objects.requireNonNull(content, "content");
    this.length = length;
  }

  /**
   * Takes a file under its own name, without a declared type.
   *
   * @param file a readable file
   * @return the source
   * @throws InvalidArgumentException when it is no regular file that can be read
   */
  public static UploadSource of(Path file) {
    return of(String.valueOf(file.getFileName()), null, file);
  }

  /**
   * Takes a file under the name that the sender gave it.
   *
   * @param name the name as sent
   * @param mimeType the declared type, or null or blank when there is none
   * @param file a readable file
   * @return the source
   * @throws InvalidArgumentException when it is no regular file that can be read
   */
  public static UploadSource of(String name, @Nullable String mimeType, Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new InvalidArgumentException(
            ErrorCode.INVALID_ARGUMENT, "There is no file " + file + "; give one that exists");
      }
      return new UploadSource(name, mimeType, () -> Files.newInputStream(file), Files.size(file));
    } catch (IOException e) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The file " + file + " cannot be read", e);
    }
  }

  /**
   * Takes content that is no file, such as a part of a request.
   *
   * @param name the name as sent
   * @param mimeType the declared type, or null or blank when there is none
   * @param content gives the content, possibly more than once
   * @param length the declared size in bytes, 0 or more
   * @return the source
   * @throws InvalidArgumentException when the length is negative
   */
  public static UploadSource of(
      String name, @Nullable String mimeType, UploadContent content, long length) {
    if (length < 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "length must be at least 0, but is " + length);
    }
    return new UploadSource(name, mimeType, content, length);
  }

  /**
   * Returns the name as sent.
   *
   * @return any text
   */
  public String name() {
    return name;
  }

  /**
   * Returns the type that the sender declares.
   *
   * @return the type as sent, or empty
   */
  public Optional<String> mimeType() {
    return Optional.ofNullable(mimeType);
  }

  /**
   * Returns the declared size.
   *
   * @return bytes, 0 or more; the content may have another size
   */
  public long length() {
    return length;
  }

  /**
   * Opens the content from its beginning.
   *
   * @return a new stream, which the caller closes
   * @throws IOException when the content cannot be read
   */
  public InputStream open() throws IOException {
    return content.open();
  }
}
