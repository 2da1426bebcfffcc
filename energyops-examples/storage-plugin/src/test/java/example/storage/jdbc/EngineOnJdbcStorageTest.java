package example.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.script.Script;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageBackends;
import io.energyops.storage.StorageConfig;
import io.energyops.testkit.EnergyOpsFixture;
import io.energyops.testkit.ScriptBuilder;
import io.energyops.testkit.WorkbookBuilder;
import io.energyops.upload.Dataset;
import io.energyops.upload.ImportReport;
import io.energyops.upload.ImportRequest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineOnJdbcStorageTest {

  @TempDir Path folder;

  @Test
  void uploads_and_scripts_lie_in_the_database() {
    StorageConfig config = StorageConfig.of(Map.of("url", JdbcStorageTest.url(folder)));
    try (StorageBackend storage = StorageBackends.open("jdbc", config);
        EnergyOpsFixture fixture = EnergyOpsFixture.builder().storage(storage).open()) {
      WorkbookBuilder day = WorkbookBuilder.marketSnapshotDay(LocalDate.of(2025, 10, 8));
      ImportReport report =
          fixture
              .ops()
              .imports()
              .importFile(day.upload("day.xlsx"), ImportRequest.of(Dataset.MARKET_SNAPSHOT));
      assertEquals(96, report.recordCount());
      Script script =
          fixture.ops().scripts().upload(ScriptBuilder.create().print("hello").upload("hello.py"));
      assertEquals(2, storage.list("").size(), () -> storage.list("").toString());
      assertTrue(fixture.ops().scripts().find(script.id()).isPresent());
    }
  }
}
