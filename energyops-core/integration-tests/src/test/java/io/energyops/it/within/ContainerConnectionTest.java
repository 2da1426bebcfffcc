package io.energyops.it.within;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.EnergyOps;
import io.energyops.activity.ActivityEntry;
import io.energyops.activity.ActivityQuery;
import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.it.PostgresServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.xa.PGXADataSource;

/** Connections as containers hand them out, whose transaction the container controls. */
class ContainerConnectionTest {

  private static final Set<String> FORBIDDEN =
      Set.of("commit", "rollback", "close", "setAutoCommit", "setSavepoint", "releaseSavepoint");

  @TempDir Path folder;
  private EnergyOps ops;

  @BeforeEach
  void open() {
    ops =
        EnergyOps.builder()
            .dataDirectory(folder.resolve("data"))
            .dataSource(PostgresServer.dataSource())
            .schema("container_" + UUID.randomUUID().toString().replace('-', '_'))
            .open();
  }

  @AfterEach
  void close() {
    ops.close();
  }

  private void record(Connection connection) {
    ops.within(connection).record(ActivityEntry.of("host", "done", "Done", "u@x.org"));
  }

  private long recorded() {
    return ops.activities().list(ActivityQuery.latest().type("host")).items().size();
  }

  @Test
  void a_proxy_that_forbids_control_of_the_transaction_is_enough() throws Exception {
    try (Connection real = PostgresServer.dataSource().getConnection()) {
      real.setAutoCommit(false);
      record(guarded(real));
      real.rollback();
      record(guarded(real));
      real.commit();
    }
    assertEquals(1, recorded());
  }

  /** Not supported: this driver says auto-commit in an XA branch, so it is refused. */
  @Test
  void an_xa_branch_of_postgres_is_refused_or_joined_but_never_committed() throws Exception {
    PGXADataSource source = new PGXADataSource();
    try (Connection plain = PostgresServer.dataSource().getConnection()) {
      source.setUrl(plain.getMetaData().getURL());
    }
    source.setUser("postgres");
    XAConnection container = source.getXAConnection();
    XAResource resource = container.getXAResource();
    Xid xid = new Branch();
    resource.start(xid, XAResource.TMNOFLAGS);
    try (Connection connection = container.getConnection()) {
      record(connection);
    } catch (ConflictException e) {
      assertEquals(ErrorCode.TRANSACTION_NOT_BEGUN, e.code());
    }
    resource.end(xid, XAResource.TMSUCCESS);
    resource.rollback(xid);
    container.close();
    assertEquals(0, recorded());
  }

  private static Connection guarded(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            ContainerConnectionTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (FORBIDDEN.contains(method.getName())) {
                throw new SQLException("The container controls the transaction");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private record Branch() implements Xid {

    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {1, 2};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {3};
    }
  }
}
