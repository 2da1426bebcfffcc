package io.energyops.storage.s3;

import java.util.regex.Pattern;

/** A version as the SPI shows it, bare, and as the protocol sends it, in quotes. */
final class ETag {

  private static final Pattern POSSIBLE = Pattern.compile("[\\x21\\x23-\\x7e]+");

  private ETag() {}

  static String version(String etag) {
    return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
        ? etag.substring(1, etag.length() - 1)
        : etag;
  }

  static String header(String version) {
    return '"' + version + '"';
  }

  /**
   * Whether any object can have this version: nothing else may get into a header, where a star
   * would stand for all versions.
   */
  static boolean isPossible(String version) {
    return !version.equals("*") && POSSIBLE.matcher(version).matches();
  }
}
