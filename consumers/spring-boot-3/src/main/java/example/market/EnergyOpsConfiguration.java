package example.market;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the engine over the application's database, or over its own where there is none. */
@Configuration(proxyBeanMethods = false)
class EnergyOpsConfiguration {

  // Spring closes the engine before the pool: the bean depends on the data source.
  @Bean(destroyMethod = "close")
  EnergyOps energyOps(
      ObjectProvider<DataSource> dataSource,
      @Value("${market.data-directory}") Path dataDirectory) {
    EnergyOpsBuilder builder = EnergyOps.builder().dataDirectory(dataDirectory);
    dataSource.ifAvailable(builder::dataSource);
    return builder.open();
  }
}
