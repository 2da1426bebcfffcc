package io.energyops.upload;

import jakarta.validation.constraints.NotNull;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kind of rows that can be imported: its columns, the headers under which they are found, and the
 * constraints, which are those of the row's record. Immutable.
 *
 * @param <T> type of an accepted row
 */
public final class Dataset<T> {

  /** What generators were scheduled to give and gave. */
  public static final Dataset<GeneratorSchedulingRow> GENERATOR_SCHEDULING =
      GeneratorSchedulingRow.dataset();

  /** What contracts were scheduled to deliver and delivered. */
  public static final Dataset<ContractSchedulingRow> CONTRACT_SCHEDULING =
      ContractSchedulingRow.dataset();

  /** Bids and what became of them. */
  public static final Dataset<MarketBiddingRow> MARKET_BIDDING = MarketBiddingRow.dataset();

  /** Prices and volumes of the markets by time block. */
  public static final Dataset<MarketSnapshotRow> MARKET_SNAPSHOT = MarketSnapshotRow.dataset();

  /** What an optimisation model chose by time block and plant. */
  public static final Dataset<OptimizationResultRow> OPTIMIZATION_RESULT =
      OptimizationResultRow.dataset();

  /** Charge and discharge of storage plants by time block. */
  public static final Dataset<StorageScheduleRow> STORAGE_SCHEDULE = StorageScheduleRow.dataset();

  private final String name;
  private final String table;
  private final ImportNews news;
  private final Class<T> rowType;
  private final List<Column> columns;
  private final List<Column> required;
  private final Constructor<T> constructor;

  private Dataset(
      String name, String table, ImportNews news, Class<T> rowType, List<Column> columns) {
    this.name = name;
    this.table = table;
    this.news = news;
    this.rowType = rowType;
    this.columns = columns;
    RecordComponent[] components = rowType.getRecordComponents();
    checkMatch(components);
    this.required = columns.stream().filter(column -> required(rowType, column)).toList();
    try {
      this.constructor =
          rowType.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(rowType + " lacks its canonical constructor", e);
    }
  }

  /** Columns are given in the order of the record's components. */
  static <T extends Record> Dataset<T> of(
      String name, String table, ImportNews news, Class<T> rowType, Column... columns) {
    return new Dataset<>(name, table, news, rowType, List.of(columns));
  }

  /**
   * Lists every dataset.
   *
   * @return the datasets
   */
  public static List<Dataset<?>> all() {
    return List.of(
        GENERATOR_SCHEDULING,
        CONTRACT_SCHEDULING,
        MARKET_BIDDING,
        MARKET_SNAPSHOT,
        OPTIMIZATION_RESULT,
        STORAGE_SCHEDULE);
  }

  /**
   * Finds a dataset.
   *
   * @param name see {@link #name()}
   * @return the dataset, or empty when there is none of this name
   */
  public static Optional<Dataset<?>> named(String name) {
    return all().stream().filter(dataset -> dataset.name.equals(name)).findFirst();
  }

  /**
   * Returns the name that events and the database use.
   *
   * @return such as {@code generator-scheduling}
   */
  public String name() {
    return name;
  }

  /**
   * Returns the type of an accepted row.
   *
   * @return a record type
   */
  public Class<T> rowType() {
    return rowType;
  }

  /**
   * Lists the headers of a complete file, in the order in which an export has them.
   *
   * @return the canonical headers
   */
  public List<String> headers() {
    return columns.stream().map(Column::header).toList();
  }

  /**
   * Lists the headers that a file must have.
   *
   * @return the canonical headers of the columns that must not be blank
   */
  public List<String> requiredHeaders() {
    return required.stream().map(Column::header).toList();
  }

  @Override
  public String toString() {
    return name;
  }

  String table() {
    return table;
  }

  ImportNews news() {
    return news;
  }

  List<Column> columns() {
    return columns;
  }

  List<Column> required() {
    return required;
  }

  /** Finds the position of the column that a normalised header names, or -1. */
  int indexOf(String normalisedHeader) {
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).aliases().contains(normalisedHeader)) {
        return index;
      }
    }
    return -1;
  }

  /** Makes a row of values that were checked. */
  T row(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("A checked row of " + name + " was not accepted", e);
    }
  }

  private void checkMatch(RecordComponent[] components) {
    boolean matches =
        components.length == columns.size()
            && Arrays.stream(components)
                .allMatch(
                    component -> {
                      Column column = columns.get(Arrays.asList(components).indexOf(component));
                      return column.field().equals(component.getName())
                          && column.type().component() == component.getType();
                    });
    if (!matches) {
      throw new IllegalStateException("Columns of " + name + " differ from its record");
    }
  }

  private static boolean required(Class<?> rowType, Column column) {
    try {
      return column.fallback() == null
          && (column.type().component().isPrimitive()
              || rowType.getDeclaredField(column.field()).isAnnotationPresent(NotNull.class));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(rowType + " has no component " + column.field(), e);
    }
  }
}
