package io.energyops.upload;

import io.energyops.table.Cell;
import io.energyops.table.HeaderText;
import io.energyops.table.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Which column of a sheet holds which column of a dataset. Immutable. */
final class HeaderMapping {

  private static final int SHOWN_HEADERS = 40;

  private final int[] positions;

  private HeaderMapping(int[] positions) {
    this.positions = positions;
  }

  /** Counts the required columns that a row names, each once. */
  static long requiredNamedBy(Row row, Dataset<?> dataset) {
    return row.cells().stream()
        .mapToInt(cell -> dataset.indexOf(HeaderText.normalise(cell.display())))
        .filter(index -> index >= 0 && dataset.required().contains(dataset.columns().get(index)))
        .distinct()
        .count();
  }

  /**
   * Maps a header row.
   *
   * @throws HeaderMismatchException when required columns are missing or a column is there twice
   */
  static HeaderMapping of(Row header, Dataset<?> dataset, String place) {
    int[] positions = new int[dataset.columns().size()];
    Arrays.fill(positions, -1);
    List<String> problems = new ArrayList<>();
    for (int position = 0; position < header.cells().size(); position++) {
      int index = dataset.indexOf(HeaderText.normalise(header.cell(position).display()));
      if (index < 0) {
        continue;
      }
      if (positions[index] >= 0) {
        problems.add(
            "column "
                + dataset.columns().get(index).header()
                + " is there twice, as "
                + shown(header.cell(positions[index]))
                + " and "
                + shown(header.cell(position)));
      } else {
        positions[index] = position;
      }
    }
    String missing =
        dataset.required().stream()
            .filter(column -> positions[dataset.columns().indexOf(column)] < 0)
            .map(Column::header)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      problems.add("required columns are missing: " + missing);
    }
    if (!problems.isEmpty()) {
      throw new HeaderMismatchException(
          place
              + ", row "
              + header.number()
              + ": "
              + String.join("; ", problems)
              + ". Expected for "
              + dataset.name()
              + ": "
              + String.join(", ", dataset.requiredHeaders())
              + ". Found: "
              + found(header));
    }
    return new HeaderMapping(positions);
  }

  /** Finds the cell of a column of the dataset. */
  Cell cell(Row row, int index) {
    return positions[index] < 0 ? Cell.Blank.INSTANCE : row.cell(positions[index]);
  }

  private static String found(Row header) {
    List<String> texts =
        header.cells().stream()
            .filter(cell -> !cell.isBlank())
            .limit(SHOWN_HEADERS)
            .map(HeaderMapping::shown)
            .toList();
    return texts.isEmpty() ? "nothing" : String.join(", ", texts);
  }

  private static String shown(Cell cell) {
    String text = cell.display();
    return "'" + HeaderText.visible(text.substring(0, Math.min(text.length(), 60))) + "'";
  }
}
