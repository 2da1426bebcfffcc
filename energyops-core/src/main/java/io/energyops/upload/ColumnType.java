package io.energyops.upload;

import java.math.BigDecimal;
import java.time.Instant;

/** What the cells of a column mean. */
enum ColumnType {
  TEXT(String.class, String.class),
  /** Text in which spreadsheets write NA for nothing. */
  TEXT_OR_NA(String.class, String.class),
  /** Text that is compared without regard to case. */
  LOWER_CASE(String.class, String.class),
  /** An exact decimal that is kept to six places. */
  DECIMAL(BigDecimal.class, BigDecimal.class),
  INSTANT(Instant.class, Instant.class),
  /** The number of a time block in its market day. */
  BLOCK(int.class, Integer.class),
  WHOLE(Long.class, Long.class),
  /** A number of which nobody expects exactness. */
  REAL(Double.class, Double.class);

  private final Class<?> component;
  private final Class<?> bound;

  ColumnType(Class<?> component, Class<?> bound) {
    this.component = component;
    this.bound = bound;
  }

  /** Type of the component of the row record. */
  Class<?> component() {
    return component;
  }

  /** Type that is bound to a statement and read from a result. */
  Class<?> bound() {
    return bound;
  }
}
