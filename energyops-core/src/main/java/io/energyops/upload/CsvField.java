package io.energyops.upload;

/** Writes one field of a CSV line as RFC 4180 has it. */
final class CsvField {

  private CsvField() {}

  static String of(String text) {
    boolean quoted =
        text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            || !text.equals(text.strip());
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
