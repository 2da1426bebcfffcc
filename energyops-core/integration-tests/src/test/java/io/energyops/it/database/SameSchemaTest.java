package io.energyops.it.database;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.run.ExecutionStatus;
import io.energyops.run.TerminationReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the catalogues of both databases say about the schema. */
class SameSchemaTest {

  private static Catalogue sqlite;
  private static Catalogue postgres;

  @BeforeAll
  static void read(@TempDir Path directory) throws Exception {
    sqlite = TestDialect.SQLITE.catalogue(TestDialect.SQLITE.migrate(directory));
    postgres = TestDialect.POSTGRESQL.catalogue(TestDialect.POSTGRESQL.migrate(directory));
  }

  @Test
  void both_databases_have_the_same_tables() {
    assertEquals(postgres.tables().keySet(), sqlite.tables().keySet());
  }

  @Test
  void each_table_is_the_same_on_both() {
    postgres
        .tables()
        .forEach(
            (name, table) -> {
              Catalogue.Table other = sqlite.tables().get(name);
              assertEquals(table.columns(), other.columns(), name);
              assertEquals(table.primaryKey(), other.primaryKey(), name);
              assertEquals(table.foreignKeys(), other.foreignKeys(), name);
              assertEquals(table.uniques(), other.uniques(), name);
              assertEquals(table.indexes(), other.indexes(), name);
              assertEquals(table.allowedValues(), other.allowedValues(), name);
            });
  }

  @Test
  void nothing_that_was_asked_for_is_missing() {
    List<String> missing = new ArrayList<>();
    RequiredColumns.byTable()
        .forEach(
            (table, columns) -> {
              Set<String> present =
                  postgres.tables().containsKey(table)
                      ? postgres.tables().get(table).columns().stream()
                          .map(Catalogue.Column::name)
                          .collect(toSet())
                      : Set.of();
              columns.stream()
                  .filter(column -> !present.contains(column))
                  .forEach(column -> missing.add(table + "." + column));
            });
    assertEquals(List.of(), missing);
  }

  @Test
  void every_foreign_key_deletes_or_forgets_and_is_found_by_an_index() {
    List<String> slow = new ArrayList<>();
    postgres
        .tables()
        .forEach(
            (name, table) -> {
              List<List<String>> indexed = new ArrayList<>(table.uniques());
              indexed.add(table.primaryKey());
              table.indexes().forEach(index -> indexed.add(index.columns()));
              for (Catalogue.ForeignKey key : table.foreignKeys()) {
                assertTrue(Set.of("cascade", "set null").contains(key.onDelete()), name + key);
                if (indexed.stream().noneMatch(columns -> columns.get(0).equals(key.column()))) {
                  slow.add(name + "." + key.column());
                }
              }
            });
    assertEquals(List.of(), slow);
  }

  @Test
  void log_tables_have_their_composite_key_and_no_other_index() {
    Catalogue.Table scriptLog = postgres.tables().get("test_script_log");
    assertEquals(List.of("execution_id", "line_number"), scriptLog.primaryKey());
    assertEquals(Set.of(), scriptLog.indexes());
    assertEquals(Set.of(), scriptLog.uniques());
    Catalogue.Table jobLog = postgres.tables().get("job_log");
    assertEquals(List.of("job_id", "line_number"), jobLog.primaryKey());
    assertEquals(Set.of(), jobLog.indexes());
    assertEquals(Set.of(), jobLog.uniques());
  }

  @Test
  void every_row_that_a_node_owns_has_a_fence() {
    sqlite
        .tables()
        .forEach(
            (name, table) -> {
              List<String> columns = table.columns().stream().map(Catalogue.Column::name).toList();
              if (columns.contains("owner_node") || columns.contains("retry_of")) {
                assertTrue(
                    table.columns().contains(new Catalogue.Column("fence", "integer", false, "0")),
                    name);
              }
            });
  }

  @Test
  void states_and_reasons_are_those_of_the_code() {
    Set<String> states =
        Stream.of(ExecutionStatus.values()).map(ExecutionStatus::wireName).collect(toSet());
    Set<String> reasons =
        Stream.of(TerminationReason.values()).map(TerminationReason::wireName).collect(toSet());
    assertEquals(
        states, sqlite.tables().get("test_script_execution").allowedValues().get("status"));
    assertEquals(states, sqlite.tables().get("program_run").allowedValues().get("state"));
    for (String table : List.of("test_script_execution", "job_run", "program_run")) {
      assertEquals(
          reasons, sqlite.tables().get(table).allowedValues().get("termination_reason"), table);
    }
  }
}
