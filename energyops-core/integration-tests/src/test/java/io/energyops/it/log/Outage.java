package io.energyops.it.log;

import javax.sql.DataSource;

/**
 * A database that can be taken away, and given back, while it is in use. Confined to one thread.
 */
interface Outage extends AutoCloseable {

  /** Returns where connections come from, as a host has it. */
  DataSource source();

  /** Takes it away: on return no transaction commits any more. */
  void begin();

  /** Gives it back: on return transactions commit. */
  void end();

  @Override
  void close();
}
