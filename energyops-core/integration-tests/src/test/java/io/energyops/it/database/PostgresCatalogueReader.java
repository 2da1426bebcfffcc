package io.energyops.it.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads pg_catalog. */
final class PostgresCatalogueReader {

  private static final Pattern VALUE_LIST = Pattern.compile("\\((\\w+) = ANY \\(ARRAY\\[(.*?)\\]");
  private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

  private static final String COLUMNS =
      """
      select a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
      from pg_attribute a
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
      order by a.attnum""";

  private static final String INDEXES =
      """
      select c.relname, i.indisprimary, i.indisunique, k.oid is not null,
        array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality as n(number, place)
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = n.number order by n.place)
      from pg_index i
      join pg_class c on c.oid = i.indexrelid
      left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u')
      where i.indrelid = ?::regclass""";

  private static final String FOREIGN_KEYS =
      """
      select a.attname, t.relname, b.attname, n.nspname, k.confdeltype::text, cardinality(k.conkey)
      from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      join pg_class t on t.oid = k.confrelid
      join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
      where k.contype = 'f' and k.conrelid = ?::regclass""";

  private static final String CHECKS =
      "select pg_get_constraintdef(oid) from pg_constraint where contype = 'c' and conrelid = ?::regclass";

  private final Connection connection;
  private final MigratedSchema schema;

  private PostgresCatalogueReader(Connection connection, MigratedSchema schema) {
    this.connection = connection;
    this.schema = schema;
  }

  static Catalogue read(MigratedSchema schema) throws SQLException {
    try (Connection connection = schema.open()) {
      return new PostgresCatalogueReader(connection, schema).read();
    }
  }

  private Catalogue read() throws SQLException {
    SortedMap<String, Catalogue.Table> tables = new TreeMap<>();
    String names = "select tablename from pg_tables where schemaname = ?";
    for (String table : rows(names, schema.name(), row -> row.getString(1))) {
      if (!table.equals("energyops_schema_history")) {
        tables.put(table, table(schema.table(table)));
      }
    }
    return new Catalogue(tables);
  }

  private Catalogue.Table table(String table) throws SQLException {
    List<String> primaryKey = new ArrayList<>();
    Set<List<String>> uniques = new HashSet<>();
    Set<Catalogue.Index> indexes = new HashSet<>();
    rows(
        INDEXES,
        table,
        row -> {
          List<String> columns = names(row.getArray(5));
          if (row.getBoolean(2)) {
            primaryKey.addAll(columns);
          } else if (row.getBoolean(4)) {
            uniques.add(columns);
          } else {
            indexes.add(new Catalogue.Index(row.getString(1), columns, row.getBoolean(3)));
          }
          return columns;
        });
    Map<String, Set<String>> allowed = new HashMap<>();
    for (String check : rows(CHECKS, table, row -> row.getString(1))) {
      Matcher list = VALUE_LIST.matcher(check);
      if (list.find()) {
        Set<String> values = new TreeSet<>();
        LITERAL.matcher(list.group(2)).results().forEach(value -> values.add(value.group(1)));
        allowed.put(list.group(1), values);
      }
    }
    return new Catalogue.Table(
        rows(COLUMNS, table, PostgresCatalogueReader::column),
        primaryKey,
        Set.copyOf(rows(FOREIGN_KEYS, table, this::foreignKey)),
        uniques,
        indexes,
        allowed);
  }

  private static Catalogue.Column column(ResultSet row) throws SQLException {
    String type =
        switch (row.getString(2)) {
          case "text" -> "text";
          case "timestamp with time zone" -> "instant";
          case "jsonb" -> "json";
          case "numeric(18,6)" -> "decimal";
          case "boolean" -> "boolean";
          case "integer", "bigint" -> "integer";
          case "double precision" -> "double";
          default -> throw new AssertionError("No logical type for " + row.getString(2));
        };
    return new Catalogue.Column(
        row.getString(1), type, row.getBoolean(3), plainDefault(row.getString(4)));
  }

  private static @Nullable String plainDefault(@Nullable String expression) {
    if (expression == null) {
      return null;
    }
    String bare = expression.replaceFirst("::\\w+$", "").replaceFirst("^'(.*)'$", "$1");
    return bare.equals("now()") ? "now" : bare;
  }

  private Catalogue.ForeignKey foreignKey(ResultSet row) throws SQLException {
    if (row.getInt(6) != 1 || !row.getString(4).equals(schema.name())) {
      throw new AssertionError("Foreign key of " + row.getString(1) + " leaves what is read here");
    }
    String action =
        switch (row.getString(5)) {
          case "c" -> "cascade";
          case "n" -> "set null";
          default -> "other " + row.getString(5);
        };
    return new Catalogue.ForeignKey(row.getString(1), row.getString(2), row.getString(3), action);
  }

  private static List<String> names(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
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
