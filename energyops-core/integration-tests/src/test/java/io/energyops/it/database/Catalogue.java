package io.energyops.it.database;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a database says about its tables, in words that hold for every dialect. */
record Catalogue(SortedMap<String, Table> tables) {

  /** Columns in order; checks of a list of values by column. */
  record Table(
      List<Column> columns,
      List<String> primaryKey,
      Set<ForeignKey> foreignKeys,
      Set<List<String>> uniques,
      Set<Index> indexes,
      Map<String, Set<String>> allowedValues) {}

  /** The type is one of text, instant, json, decimal, boolean, integer, double. */
  record Column(String name, String type, boolean nullable, @Nullable String defaultValue) {}

  record ForeignKey(String column, String table, String targetColumn, String onDelete) {}

  record Index(String name, List<String> columns, boolean unique) {}
}
