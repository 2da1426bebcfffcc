package io.energyops.upload;

import io.energyops.table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns the cells of a row into checked values, and names every fault. Thread-safe. */
final class RowCheck {

  private final Dataset<?> dataset;
  private final CellReader reader;
  private final Constraints constraints;

  RowCheck(Dataset<?> dataset, RowSettings settings, Constraints constraints) {
    this.dataset = dataset;
    this.reader = new CellReader(settings);
    this.constraints = constraints;
  }

  /**
   * What a row came to.
   *
   * @param values checked values in the order of the dataset's columns
   * @param faults what is wrong, in the order of the columns; the values count only without any
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Checked(@Nullable Object[] values, List<String> faults) {}

  /** Checks a row whose cells are found by the position of their column in the dataset. */
  Checked check(IntFunction<Cell> cells) {
    List<Column> columns = dataset.columns();
    @Nullable Object[] values = new Object[columns.size()];
    List<String> faults = new ArrayList<>();
    for (int index = 0; index < values.length; index++) {
      Column column = columns.get(index);
      Parsed<?> parsed = reader.read(column, cells.apply(index));
      if (parsed.fault() != null) {
        faults.add(column.field() + " " + parsed.fault());
      } else if (parsed.value() == null && column.type().component().isPrimitive()) {
        // A primitive has no NotNull, since Error Prone takes that for a mistake.
        faults.add(column.field() + " is required");
      } else {
        values[index] = parsed.value();
        faults.addAll(constraints.faults(dataset.rowType(), column.field(), values[index]));
      }
    }
    return new Checked(values, faults);
  }
}
