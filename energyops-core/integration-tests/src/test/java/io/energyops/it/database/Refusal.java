package io.energyops.it.database;

/** Why a database refuses a row. */
enum Refusal {
  NOT_NULL("NOT NULL constraint failed"),
  FOREIGN_KEY("FOREIGN KEY constraint failed"),
  // SQLite says UNIQUE of primary keys too.
  UNIQUE("UNIQUE constraint failed"),
  CHECK("CHECK constraint failed");

  private final String sqliteWords;

  Refusal(String sqliteWords) {
    this.sqliteWords = sqliteWords;
  }

  String sqliteWords() {
    return sqliteWords;
  }
}
