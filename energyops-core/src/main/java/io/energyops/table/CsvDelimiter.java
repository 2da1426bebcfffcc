package io.energyops.table;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds the delimiter of a text: the one that gives most records the same number of fields.
 *
 * @param value the delimiter
 * @param declared whether the first line is Excel's {@code sep=;} and no record
 */
record CsvDelimiter(char value, boolean declared) {

  private static final char[] CANDIDATES = {',', ';', '\t', '|'};

  static CsvDelimiter detect(String sample, boolean complete) {
    if (sample.regionMatches(true, 0, "sep=", 0, 4)
        && sample.length() > 5
        && "\r\n".indexOf(sample.charAt(5)) >= 0) {
      return new CsvDelimiter(sample.charAt(4), true);
    }
    char best = ',';
    int bestRecords = 0;
    int bestWidth = 0;
    for (char candidate : CANDIDATES) {
      Map<Integer, Integer> recordsByWidth = widths(sample, candidate, complete);
      for (Map.Entry<Integer, Integer> entry : recordsByWidth.entrySet()) {
        int width = entry.getKey();
        int records = entry.getValue();
        if (width > 1 && (records > bestRecords || (records == bestRecords && width > bestWidth))) {
          best = candidate;
          bestRecords = records;
          bestWidth = width;
        }
      }
    }
    return new CsvDelimiter(best, false);
  }

  private static Map<Integer, Integer> widths(String sample, char delimiter, boolean complete) {
    Map<Integer, Integer> records = new HashMap<>();
    int width = 1;
    boolean quoted = false;
    boolean fieldStart = true;
    boolean anything = false;
    for (int i = 0; i < sample.length(); i++) {
      char c = sample.charAt(i);
      if (quoted) {
        quoted = c != '"';
      } else if (c == '\n' || c == '\r') {
        count(records, width, anything);
        width = 1;
        fieldStart = true;
        anything = false;
      } else if (c == delimiter) {
        width++;
        fieldStart = true;
        anything = true;
      } else {
        // A doubled quote closes and opens again: the character before it was a quote.
        quoted = c == '"' && (fieldStart || sample.charAt(i - 1) == '"');
        fieldStart = false;
        anything = true;
      }
    }
    count(records, width, anything && complete);
    return records;
  }

  private static void count(Map<Integer, Integer> records, int width, boolean anything) {
    if (anything) {
      records.merge(width, 1, Integer::sum);
    }
  }
}
