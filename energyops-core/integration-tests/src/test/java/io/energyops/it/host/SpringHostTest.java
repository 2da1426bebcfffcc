package io.energyops.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.energyops.EnergyOps;
import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** A host whose transactions are Spring's: they stay its own. */
@ParameterizedClass
@EnumSource(HostDatabase.class)
class SpringHostTest {

  @Parameter HostDatabase kind;

  @TempDir Path directory;

  private DataSource real;
  private HikariDataSource pool;

  @BeforeEach
  void open() throws SQLException {
    real = kind.create(directory);
    pool = new HikariDataSource();
    pool.setDataSource(real);
    pool.setMaximumPoolSize(3);
    Sql.execute(real, "create table host_row (name text)");
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private EnergyOps open(DataSource source) {
    return EnergyOps.builder().dataDirectory(directory.resolve("data")).dataSource(source).open();
  }

  static Stream<Named<UnaryOperator<DataSource>>> fine() {
    return Stream.of(
        Named.of("transaction-aware", TransactionAwareDataSourceProxy::new),
        Named.of(
            "transaction-aware twice",
            source ->
                new TransactionAwareDataSourceProxy(new TransactionAwareDataSourceProxy(source))),
        Named.of(
            "transaction-aware before lazy",
            source ->
                new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(source))),
        Named.of("lazy", LazyConnectionDataSourceProxy::new),
        Named.of("delegating", DelegatingDataSource::new));
  }

  @ParameterizedTest
  @MethodSource("fine")
  void a_roll_back_of_the_host_takes_its_rows_and_none_of_ours(UnaryOperator<DataSource> wrapped)
      throws SQLException {
    DataSource given = wrapped.apply(pool);
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(given));
    JdbcTemplate host = new JdbcTemplate(given);
    try (EnergyOps ops = open(given)) {
      transaction.executeWithoutResult(
          status -> {
            // SQLite has one writer: there the host's first row comes when ours are in.
            if (kind == HostDatabase.POSTGRESQL) {
              host.update("insert into host_row values ('before')");
            }
            DayAhead.importDay(ops);
            host.update("insert into host_row values ('after')");
            assertEquals(
                kind == HostDatabase.POSTGRESQL ? 2 : 1,
                host.queryForObject("select count(*) from host_row", Integer.class));
            status.setRollbackOnly();
          });
    }
    assertEquals("0", Sql.text(real, "select count(*) from host_row"));
    assertEquals(
        "1",
        Sql.text(real, "select count(*) from " + kind.table("energyops", "market_snapshot_data")));
  }

  static Stream<Named<UnaryOperator<DataSource>>> refused() {
    return Stream.of(
        Named.of(
            "lazy before transaction-aware",
            source ->
                new LazyConnectionDataSourceProxy(new TransactionAwareDataSourceProxy(source))),
        Named.of(
            "delegating before transaction-aware",
            source -> new DelegatingDataSource(new TransactionAwareDataSourceProxy(source))),
        Named.of("a source of the host's own", HostsOwn::new));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_hides_the_callers_transaction_is_refused(UnaryOperator<DataSource> wrapped) {
    assertRefused(wrapped.apply(pool));
  }

  @Test
  void one_connection_for_everybody_is_refused() throws SQLException {
    try (Connection shared = real.getConnection()) {
      assertRefused(new SingleConnectionDataSource(shared, true));
    }
  }

  private void assertRefused(DataSource source) {
    ConflictException refused = assertThrows(ConflictException.class, () -> open(source));
    assertEquals(ErrorCode.CALLERS_TRANSACTION, refused.code());
    assertTrue(refused.getMessage().contains(source.getClass().getName()), refused.getMessage());
    assertTrue(refused.getMessage().contains("give the pool"), refused.getMessage());
  }

  /** Says nothing of what it stands before. */
  private static final class HostsOwn extends AbstractDataSource {

    private final DataSource hidden;

    HostsOwn(DataSource source) {
      hidden = new TransactionAwareDataSourceProxy(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
      return hidden.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return hidden.getConnection(user, password);
    }
  }
}
