package io.energyops.it.within;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportRequest;
import io.energyops.upload.StagedImport;
import io.energyops.upload.UploadSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A host that stages an import, completes it in an open transaction and is killed then. */
final class StagingJvm {

  private StagingJvm() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    EnergyOpsBuilder builder = EnergyOps.builder().dataDirectory(directory);
    DataSource source = HostKind.sqlite(directory.resolve("energyops.db"));
    if (args.length > 1) {
      PGSimpleDataSource postgres = new PGSimpleDataSource();
      postgres.setUrl(args[1]);
      postgres.setUser("postgres");
      source = postgres;
      builder.dataSource(source).schema(args[2]);
    }
    EnergyOps ops = builder.open();
    byte[] csv = JoinedTestBase.CSV.getBytes(StandardCharsets.UTF_8);
    StagedImport staged =
        ops.imports()
            .stage(
                UploadSource.of(
                    "day.csv", "text/csv", () -> new ByteArrayInputStream(csv), csv.length),
                ImportRequest.of(Dataset.MARKET_SNAPSHOT));
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    ops.within(connection).complete(staged);
    System.out.println("STAGED " + staged.importId());
    new CountDownLatch(1).await();
  }
}
