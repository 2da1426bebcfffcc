package example.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.energyops.EnergyOps;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The engine on the application's PostgreSQL, beside the application's own Flyway and tables. */
@SpringBootTest
@DirtiesContext
class SharedDatabaseTest {

  @TempDir static Path data;

  @Autowired EnergyOps ops;
  @Autowired DayAhead dayAhead;
  @Autowired ShiftBook book;
  @Autowired JdbcClient database;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", Postgres::url);
    registry.add("market.data-directory", data::toString);
  }

  @Test
  void a_workbook_goes_in_and_the_lines_of_a_script_come_out() throws Exception {
    MarketDay.doneBy(dayAhead);
    assertThat(rows("energyops.market_snapshot_data")).isEqualTo(96);
  }

  @Test
  void both_migration_histories_stand_side_by_side() {
    assertThat(ops.schema().schema()).isEqualTo("energyops");
    assertThat(
            database
                .sql("select script from public.flyway_schema_history")
                .query(String.class)
                .list())
        .containsExactly("V1__host.sql");
    assertThat(rows("energyops.energyops_schema_history")).isPositive();
    assertThat(
            database
                .sql("select count(*) from pg_tables where tablename = 'activity'")
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void a_transaction_of_the_application_takes_the_engine_along_or_leaves_nothing() {
    long before = book.count();
    long recorded = rows("energyops.activity");
    book.note("block 12 was corrected");
    assertThatThrownBy(() -> book.note(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThat(book.count()).isEqualTo(before + 1);
    assertThat(rows("energyops.activity")).isEqualTo(recorded + 1);
  }

  private long rows(String table) {
    return database.sql("select count(*) from " + table).query(Long.class).single();
  }
}
