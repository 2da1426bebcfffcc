package io.energyops.script;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes the name of an uploaded file safe: it becomes a part of a storage key and a file in a work
 * folder.
 */
final class ScriptName {

  private static final int MAX_CHARACTERS = 120;

  private ScriptName() {}

  static String checked(String given) {
    String normal = Normalizer.normalize(given, Normalizer.Form.NFC);
    String last = normal.substring(Math.max(normal.lastIndexOf('/'), normal.lastIndexOf('\\')) + 1);
    String safe = last.replaceAll("[^\\p{L}\\p{N}._-]", "_");
    if (!safe.toLowerCase(Locale.ROOT).endsWith(".py") || safe.length() <= 3) {
      throw new InvalidArgumentException(
          ErrorCode.SCRIPT_REFUSED,
          "A script's file name must end with .py and have a name before it; rename the file");
    }
    if (safe.startsWith(".") || safe.startsWith("-")) {
      safe = "_" + safe.substring(1);
    }
    if (safe.length() > MAX_CHARACTERS) {
      safe = safe.substring(0, MAX_CHARACTERS - 3) + ".py";
    }
    return safe;
  }

  static String withoutEnding(String fileName) {
    return fileName.substring(0, fileName.length() - 3);
  }
}
