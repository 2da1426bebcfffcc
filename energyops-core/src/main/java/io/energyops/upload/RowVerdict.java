package io.energyops.upload;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row may be accepted. Immutable.
 *
 * @param <T> type of an accepted row
 */
public final class RowVerdict<T> {

  private final @Nullable T value;
  private final List<String> errors;

  private RowVerdict(@Nullable T value, List<String> errors) {
    this.value = value;
    this.errors = List.copyOf(errors);
  }

  static <T> RowVerdict<T> accepted(T value) {
    return new RowVerdict<>(value, List.of());
  }

  static <T> RowVerdict<T> refused(int sheetRow, List<String> faults) {
    return new RowVerdict<>(null, faults.stream().map(fault -> text(sheetRow, fault)).toList());
  }

  static String text(int sheetRow, String fault) {
    return "Row " + sheetRow + ": " + fault;
  }

  /**
   * Returns whether the row may be accepted.
   *
   * @return true when there are no errors
   */
  public boolean valid() {
    return errors.isEmpty();
  }

  /**
   * Returns the accepted row.
   *
   * @return the row
   * @throws InvalidArgumentException when the row was refused; the message holds its errors
   */
  public T value() {
    if (value == null) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The row was refused: " + String.join("; ", errors));
    }
    return value;
  }

  /**
   * Returns every fault of the row.
   *
   * @return texts of the form {@code Row N: …} in the order of the columns; empty when valid
   */
  public List<String> errors() {
    return errors;
  }

  @Override
  public String toString() {
    return valid() ? "valid" : String.join("; ", errors);
  }
}
