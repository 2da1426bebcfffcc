package io.energyops.storage.local;

import java.util.UUID;

/**
 * The kinds of file names. The marks stand nowhere in an encoded segment, so a folder, a part of a
 * long segment, a temporary file and an object cannot be taken for each other.
 */
final class Names {

  private static final String FOLDER = "+";
  private static final String PART = "=";
  private static final String TEMPORARY = "+tmp-";

  private Names() {}

  static String folder(String encoded) {
    return encoded + FOLDER;
  }

  /** The folder of all long segments that begin with this part. */
  static String part(String encoded) {
    return encoded + PART;
  }

  static String temporary(UUID id) {
    return TEMPORARY + id;
  }

  static boolean isTemporary(String name) {
    return name.startsWith(TEMPORARY);
  }

  static boolean isFolder(String name) {
    return name.endsWith(FOLDER);
  }

  static boolean isPart(String name) {
    return name.endsWith(PART);
  }

  static String withoutMark(String name) {
    return name.substring(0, name.length() - 1);
  }
}
