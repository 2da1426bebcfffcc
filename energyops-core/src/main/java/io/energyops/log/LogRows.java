package io.energyops.log;

import io.energyops.run.ExecutionId;
import java.time.Instant;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;

/** Makes entries of rows. */
final class LogRows {

  private LogRows() {}

  /** Reads the columns line_number, log_level, message and timestamp, in this order. */
  static RowMapper<LogEntry> of(ExecutionId id) {
    return (row, context) -> {
      ColumnMapper<Instant> time = context.findColumnMapperFor(Instant.class).orElseThrow();
      return new LogEntry(
          id,
          row.getLong(1),
          LogLevel.ofWireName(row.getString(2)),
          row.getString(3),
          time.map(row, 4, context));
    };
  }
}
