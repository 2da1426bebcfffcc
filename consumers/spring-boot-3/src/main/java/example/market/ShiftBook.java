package example.market;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes to the application's own table, in the application's own transaction. */
@Service
@ConditionalOnProperty("spring.datasource.url")
class ShiftBook {

  private final JdbcClient database;

  ShiftBook(JdbcClient database) {
    this.database = database;
  }

  @Transactional
  public void note(String text) {
    database.sql("insert into activity (note) values (?)").param(text).update();
    if (text.isBlank()) {
      throw new IllegalArgumentException("A note must say something");
    }
  }

  public long count() {
    return database.sql("select count(*) from activity").query(Long.class).single();
  }
}
