package io.energyops.examples.quickstart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a CSV text with their header; quoted fields may hold commas and line ends. Immutable.
 */
final class CsvTable {

  private final Map<String, Integer> columns = new HashMap<>();
  private final List<List<String>> rows;

  private CsvTable(List<List<String>> lines) {
    List<String> header = lines.isEmpty() ? List.of() : lines.get(0);
    for (int i = 0; i < header.size(); i++) {
      columns.put(header.get(i), i);
    }
    this.rows = lines.isEmpty() ? List.of() : List.copyOf(lines.subList(1, lines.size()));
  }

  static CsvTable parse(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        line.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          lines.add(List.copyOf(line));
          line.clear();
        }
      } else if (quoted || c != '\r') {
        field.append(c);
      }
    }
    if (!line.isEmpty() || field.length() > 0) {
      line.add(field.toString());
      lines.add(List.copyOf(line));
    }
    return new CsvTable(lines);
  }

  int size() {
    return rows.size();
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  String text(int row, String column) {
    Integer index = columns.get(column);
    if (index == null || index >= rows.get(row).size()) {
      return "";
    }
    return rows.get(row).get(index).strip();
  }

  /** Returns a number, or empty for a blank cell. */
  Optional<BigDecimal> number(int row, String column) {
    String text = text(row, column);
    return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
  }

  BigDecimal sum(String column) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = 0; row < size(); row++) {
      sum = sum.add(number(row, column).orElse(BigDecimal.ZERO));
    }
    return sum;
  }
}
