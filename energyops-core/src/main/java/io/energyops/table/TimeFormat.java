package io.energyops.table;

import java.util.Locale;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/** What a number format makes of a number. */
enum TimeFormat {
  /** No date and no time. */
  NONE,
  /** A date, with or without a time. */
  DATE,
  /** A clock time only. */
  CLOCK,
  /** A length of time, such as {@code [h]:mm}. */
  ELAPSED;

  static TimeFormat of(int id, @Nullable String code) {
    // East Asian built-in formats have no code in the file; 32 to 35 are times, the rest dates.
    if (((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) && reserved(code)) {
      return id >= 32 && id <= 35 ? CLOCK : DATE;
    }
    String pattern = code == null ? BuiltinFormats.getBuiltinFormat(id) : code;
    if (pattern == null || !DateUtil.isADateFormat(id, pattern)) {
      return NONE;
    }
    String bare = bare(pattern);
    if (bare.matches(".*\\[(h+|m+|s+)].*")) {
      return ELAPSED;
    }
    String letters = bare.replaceAll("\\[[^]]*]", "").replaceAll("am/pm|a/p", "");
    boolean date = letters.matches(".*[ydeg].*") || letters.contains("mmm");
    boolean clock = letters.matches(".*[hs].*");
    return date || !clock ? DATE : CLOCK;
  }

  private static boolean reserved(@Nullable String code) {
    return code == null || code.startsWith("reserved-");
  }

  private static String bare(String pattern) {
    String first = pattern.split(";", -1)[0];
    return first
        .replaceAll("\"[^\"]*\"", "")
        .replaceAll("\\\\.", "")
        .replaceAll("_.", "")
        .toLowerCase(Locale.ROOT);
  }
}
