package io.energyops.testkit;

/** On which database a test's engine is opened. */
public enum TestDatabase {
  /** The embedded one, a file in the engine's data directory. */
  SQLITE,
  /** A schema of its own in the server of this JVM, see {@link TestPostgres}. */
  POSTGRESQL
}
