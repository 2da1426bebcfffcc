package io.energyops.it.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads SQLite's pragmas. It has five types only; what a column means is told by its check, and a
 * column that lacks the check comes out as the bare type.
 */
final class SqliteCatalogueReader {

  private static final Pattern VALUE_LIST = Pattern.compile("check \\((\\w+) in \\(\\s*('.*?)\\)");
  private static final Pattern LITERAL = Pattern.compile("'([^']*)'");
  private static final String INSTANT = " glob '????-??-??T??:??:??.??????Z')";

  private final Connection connection;

  private SqliteCatalogueReader(Connection connection) {
    this.connection = connection;
  }

  static Catalogue read(MigratedSchema schema) throws SQLException {
    try (Connection connection = schema.open()) {
      return new SqliteCatalogueReader(connection).read();
    }
  }

  private Catalogue read() throws SQLException {
    SortedMap<String, Catalogue.Table> tables = new TreeMap<>();
    String names =
        "select name from sqlite_schema where type = ? and name not like 'sqlite_%'"
            + " and name <> 'energyops_schema_history'";
    for (String table : rows(names, "table", row -> row.getString(1))) {
      tables.put(table, table(table));
    }
    return new Catalogue(tables);
  }

  private Catalogue.Table table(String table) throws SQLException {
    String sql =
        rows("select sql from sqlite_schema where name = ?", table, row -> row.getString(1))
            .get(0)
            .replaceAll("\\s+", " ");
    if (!sql.endsWith(" strict")) {
      throw new AssertionError(table + " is not STRICT");
    }
    SortedMap<Integer, String> primaryKey = new TreeMap<>();
    List<Catalogue.Column> columns =
        rows(
            "select name, type, \"notnull\", dflt_value, pk from pragma_table_info(?)",
            table,
            row -> {
              boolean key = row.getInt(5) > 0;
              if (key) {
                primaryKey.put(row.getInt(5), row.getString(1));
              }
              String type = type(row.getString(1), row.getString(2), sql);
              return new Catalogue.Column(
                  row.getString(1),
                  type,
                  row.getInt(3) == 0 && !key,
                  plainDefault(type, row.getString(4)));
            });
    Set<List<String>> uniques = new HashSet<>();
    Set<Catalogue.Index> indexes = new HashSet<>();
    rows(
        "select name, \"unique\", origin from pragma_index_list(?)",
        table,
        row -> {
          List<String> indexed =
              rows(
                  "select name from pragma_index_info(?) order by seqno",
                  row.getString(1),
                  column -> column.getString(1));
          switch (row.getString(3)) {
            case "u" -> uniques.add(indexed);
            case "c" ->
                indexes.add(new Catalogue.Index(row.getString(1), indexed, row.getInt(2) == 1));
            default -> {}
          }
          return indexed;
        });
    return new Catalogue.Table(
        columns,
        List.copyOf(primaryKey.values()),
        Set.copyOf(
            rows(
                "select \"from\", \"table\", \"to\", on_delete from pragma_foreign_key_list(?)",
                table,
                row ->
                    new Catalogue.ForeignKey(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4).toLowerCase(Locale.ROOT)))),
        uniques,
        indexes,
        allowedValues(sql));
  }

  private static String type(String column, String stored, String sql) {
    if (sql.contains("check (" + column + INSTANT)) {
      return "instant";
    }
    if (sql.contains("check (json_valid(" + column + "))")) {
      return "json";
    }
    if (sql.contains("check (" + column + " in (0, 1))")) {
      return "boolean";
    }
    if (Pattern.compile("check \\(" + column + " between -?\\d+ and \\d{7,18}\\)")
        .matcher(sql)
        .find()) {
      return "decimal";
    }
    return stored.equals("REAL") ? "double" : stored.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String plainDefault(String type, @Nullable String expression) {
    if (expression == null) {
      return null;
    }
    if (expression.startsWith("strftime(")) {
      return "now";
    }
    if (type.equals("boolean")) {
      return String.valueOf(expression.equals("1"));
    }
    return expression.replaceFirst("^'(.*)'$", "$1");
  }

  private static Map<String, Set<String>> allowedValues(String sql) {
    Map<String, Set<String>> allowed = new HashMap<>();
    Matcher list = VALUE_LIST.matcher(sql);
    while (list.find()) {
      Set<String> values = new TreeSet<>();
      LITERAL.matcher(list.group(2)).results().forEach(value -> values.add(value.group(1)));
      allowed.put(list.group(1), values);
    }
    return allowed;
  }

  private <T> List<T> rows(String sql, String parameter, RowReader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (row.next()) {
          all.add(reader.read(row));
        }
        return all;
      }
    }
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
