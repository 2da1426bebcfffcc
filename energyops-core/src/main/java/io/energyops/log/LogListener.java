package io.energyops.log;

/** Takes the lines of one execution, one at a time and in order. */
@FunctionalInterface
public interface LogListener {

  /**
   * Takes a line. It may block: then the rest waits in the database. When it throws, that is logged
   * once and it is told no more.
   *
   * @param entry the line
   * @throws Exception whatever goes wrong
   */
  void onLine(LogEntry entry) throws Exception;
}
