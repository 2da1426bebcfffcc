package io.energyops.script;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Python script to upload. Immutable. */
public final class ScriptUpload {

  private static final int MAX_BYTES = 16 << 20;

  private final String fileName;
  private final byte[] content;
  private final @Nullable String description;

  private ScriptUpload(String fileName, byte[] content, @Nullable String description) {
    this.fileName = fileName;
    this.content = content;
    this.description = description;
  }

  /**
   * Reads a file now.
   *
   * @param file a readable file
   * @return the upload, named as the file
   * @throws InvalidArgumentException when the file cannot be read or has more than 16 MiB
   */
  public static ScriptUpload of(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw tooLarge(file + " has " + Files.size(file) + " bytes");
      }
      return of(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "The script " + file + " cannot be read; check that it exists and may be read",
          e);
    }
  }

  /**
   * Takes bytes.
   *
   * @param fileName the file's name; a path is cut to its last part, which must end with {@code
   *     .py}
   * @param content the bytes, copied; UTF-8, at most 16 MiB
   * @return the upload
   * @throws InvalidArgumentException when the name does not end with {@code .py} or there are too
   *     many bytes
   */
  public static ScriptUpload of(String fileName, byte[] content) {
    if (content.length > MAX_BYTES) {
      throw tooLarge("it has " + content.length + " bytes");
    }
    return new ScriptUpload(ScriptName.checked(fileName), content.clone(), null);
  }

  /**
   * Takes text.
   *
   * @param fileName see {@link #of(String, byte[])}
   * @param content the text
   * @return the upload
   * @throws InvalidArgumentException when the name does not end with {@code .py}
   */
  public static ScriptUpload of(String fileName, String content) {
    return of(fileName, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds a text for people.
   *
   * @param text what the script is for
   * @return a copy
   */
  public ScriptUpload withDescription(String text) {
    return new ScriptUpload(fileName, content, text);
  }

  /**
   * Returns the file's name.
   *
   * @return a plain file name that ends with {@code .py}
   */
  public String fileName() {
    return fileName;
  }

  /**
   * Returns the text for people.
   *
   * @return the text, or empty
   */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  byte[] content() {
    return content;
  }

  @Override
  public String toString() {
    return "ScriptUpload["
        + fileName
        + ", "
        + content.length
        + " bytes, "
        + Arrays.hashCode(content)
        + "]";
  }

  private static InvalidArgumentException tooLarge(String what) {
    return new InvalidArgumentException(
        ErrorCode.SCRIPT_REFUSED, "A script may have 16 MiB, but " + what + "; make it smaller");
  }
}
