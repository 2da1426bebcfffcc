package example.market;

import io.energyops.EnergyOps;
import io.energyops.activity.ActivityEntry;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes to the application's own table and to the engine's activities, in one transaction. */
@Service
@ConditionalOnProperty("spring.datasource.url")
class ShiftBook {

  private final JdbcClient database;
  private final DataSource dataSource;
  private final EnergyOps ops;

  ShiftBook(JdbcClient database, DataSource dataSource, EnergyOps ops) {
    this.database = database;
    this.dataSource = dataSource;
    this.ops = ops;
  }

  @Transactional
  public void note(String text) {
    database.sql("insert into activity (note) values (?)").param(text).update();
    Connection transaction = DataSourceUtils.getConnection(dataSource); // the one of @Transactional
    ops.within(transaction)
        .record(ActivityEntry.of("shift", "noted", "Shift book", "desk").withDescription(text));
    if (text.isBlank()) {
      throw new IllegalArgumentException("A note must say something");
    }
  }

  public long count() {
    return database.sql("select count(*) from activity").query(Long.class).single();
  }
}
