package io.energyops.upload;

import io.energyops.table.HeaderText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One column of a dataset.
 *
 * @param field name of the row record's component
 * @param header the canonical header, which exports use
 * @param databaseColumn name in the table
 * @param type what the cells mean
 * @param aliases normalised headers under which the column is found
 * @param fallback value of a blank cell, or null for none
 */
record Column(
    String field,
    String header,
    String databaseColumn,
    ColumnType type,
    Set<String> aliases,
    @Nullable String fallback) {

  /** Makes a column that is found under its header, its field's name and more headers. */
  static Column of(ColumnType type, String field, String header, String... moreHeaders) {
    Set<String> aliases = new LinkedHashSet<>();
    aliases.add(HeaderText.normalise(header));
    aliases.add(HeaderText.normalise(field));
    List.of(moreHeaders).forEach(more -> aliases.add(HeaderText.normalise(more)));
    return new Column(field, header, snakeCase(field), type, Set.copyOf(aliases), null);
  }

  static Column instant(String field, String header, String... moreHeaders) {
    return of(ColumnType.INSTANT, field, header, moreHeaders);
  }

  static Column text(String field, String header, String... moreHeaders) {
    return of(ColumnType.TEXT, field, header, moreHeaders);
  }

  static Column decimal(String field, String header, String... moreHeaders) {
    return of(ColumnType.DECIMAL, field, header, moreHeaders);
  }

  Column storedAs(String name) {
    return new Column(field, header, name, type, aliases, fallback);
  }

  Column withFallback(String value) {
    return new Column(field, header, databaseColumn, type, aliases, value);
  }

  private static String snakeCase(String field) {
    return field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
