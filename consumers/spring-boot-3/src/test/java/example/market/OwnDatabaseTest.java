package example.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.energyops.EnergyOps;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An application without a database: the engine keeps its own SQLite file. */
@SpringBootTest
@ActiveProfiles("embedded")
@DirtiesContext
class OwnDatabaseTest {

  @TempDir static Path data;

  @Autowired EnergyOps ops;
  @Autowired DayAhead dayAhead;
  @Autowired ObjectProvider<DataSource> dataSource;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("market.data-directory", data::toString);
  }

  @Test
  void a_workbook_goes_in_and_the_lines_of_a_script_come_out() throws Exception {
    assertThat(dataSource.getIfAvailable()).isNull();
    assertThat(ops.schema().dialect()).isEqualTo("sqlite");
    MarketDay.doneBy(dayAhead);
  }
}
