package io.energyops.upload;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.List;
import java.util.Locale;

/**
 * Which files are accepted.
 *
 * @param maxBytes size in bytes, 1 or more
 * @param extensions endings of names with their dot, in lower case; not empty
 * @param mimeTypes declared types, in lower case; empty accepts every type
 */
public record UploadRules(long maxBytes, List<String> extensions, List<String> mimeTypes) {

  private static final UploadRules DEFAULTS =
      new UploadRules(
          10L << 20,
          List.of(".xlsx", ".xls", ".csv"),
          List.of(
              "application/vnd.ms-excel",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              "text/csv"));

  /**
   * Checks the values.
   *
   * @param maxBytes size in bytes
   * @param extensions endings of names with their dot
   * @param mimeTypes declared types
   * @throws InvalidArgumentException when the size is not positive or an extension has no dot
   */
  public UploadRules {
    if (maxBytes < 1) {
      throw invalid("maxBytes must be at least 1, but is " + maxBytes);
    }
    extensions = extensions.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    mimeTypes = mimeTypes.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    if (extensions.isEmpty()
        || !extensions.stream().allMatch(text -> text.matches("\\.[^./\\\\]+"))) {
      throw invalid("extensions must be one or more texts such as .csv");
    }
  }

  /**
   * Returns the usual rules: 10 MiB, {@code .xlsx .xls .csv} and their three types.
   *
   * @return the defaults
   */
  public static UploadRules defaults() {
    return DEFAULTS;
  }

  /**
   * Returns a copy with another limit of size.
   *
   * @param bytes size in bytes, 1 or more
   * @return the copy
   */
  public UploadRules withMaxBytes(long bytes) {
    return new UploadRules(bytes, extensions, mimeTypes);
  }

  private static InvalidArgumentException invalid(String message) {
    return new InvalidArgumentException(ErrorCode.INVALID_ARGUMENT, message);
  }
}
