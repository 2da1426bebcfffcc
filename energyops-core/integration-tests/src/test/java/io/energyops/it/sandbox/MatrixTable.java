package io.energyops.it.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts what {@link SandboxMatrix} printed on several hosts side by side: a table with a row for
 * each kind, then what was not contained, by name.
 */
final class MatrixTable {

  private static final String ALL = "all";

  private MatrixTable() {}

  /** How many scripts of a kind were contained, found and ended afterwards, or neither. */
  private record Tally(int contained, int detected, int not) {

    Tally plus(String state) {
      return switch (state) {
        case "not contained" -> new Tally(contained, detected, not + 1);
        case "detected" -> new Tally(contained, detected + 1, not);
        default -> new Tally(contained + 1, detected, not);
      };
    }

    @Override
    public String toString() {
      return contained
          + (detected == 0 ? "" : " + " + detected)
          + (not == 0 ? "" : " / **" + not + "**");
    }
  }

  /** One host and user. */
  private record Column(
      String name, String composition, Map<String, Tally> tallies, List<String> open) {

    static Column of(String name, List<String> lines) {
      Map<String, Tally> tallies = new LinkedHashMap<>();
      List<String> open = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] parts = line.split("\t", -1);
        for (String kind : List.of(parts[1], ALL)) {
          tallies.put(kind, tallies.getOrDefault(kind, new Tally(0, 0, 0)).plus(parts[3]));
        }
        if (parts[3].equals("not contained")) {
          open.add(parts[0]);
        }
      }
      return new Column(name, lines.get(0), tallies, open);
    }
  }

  public static void main(String[] args) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (String name : Arrays.asList(args).subList(1, args.length)) {
      Path file = Path.of(args[0], name + ".txt");
      if (Files.exists(file)) {
        columns.add(Column.of(name, Files.readAllLines(file)));
      }
    }
    row("kind", columns.stream().map(Column::name).toList());
    row("---", columns.stream().map(column -> "---").toList());
    List<String> kinds = new ArrayList<>(columns.get(0).tallies().keySet());
    kinds.remove(ALL);
    kinds.add(ALL);
    for (String kind : kinds) {
      row(kind, columns.stream().map(c -> String.valueOf(c.tallies().get(kind))).toList());
    }
    System.out.println();
    for (Column column : columns) {
      System.out.println(
          "- `"
              + column.name()
              + "`: "
              + column.composition()
              + (column.open().isEmpty() || column.open().size() > 12
                  ? ""
                  : "; not contained: " + String.join(", ", column.open())));
    }
  }

  private static void row(String first, List<String> cells) {
    System.out.println("| " + first + " | " + String.join(" | ", cells) + " |");
  }
}
