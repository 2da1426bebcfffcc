package io.energyops.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** What the driver said to a call past Jdbi, in the clothes that the rest of the package knows. */
final class DriverFault extends JdbiException {

  private static final long serialVersionUID = 1L;

  DriverFault(SQLException cause) {
    super(cause);
  }
}
