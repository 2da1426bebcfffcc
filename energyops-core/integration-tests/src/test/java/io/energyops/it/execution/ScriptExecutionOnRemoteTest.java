package io.energyops.it.execution;

import io.energyops.EnergyOpsBuilder;
import io.energyops.execution.RemoteEngines;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The same runs on an engine that loses a tenth of all requests and of all answers. */
@ParameterizedClass
@EnumSource(value = Engine.On.class, names = "SQLITE")
class ScriptExecutionOnRemoteTest extends ScriptExecutionTestBase {

  private final RemoteEngines remote = new RemoteEngines(7, 10);

  @Override
  EnergyOpsBuilder builder() {
    return super.builder().engine(remote.engine()).defaultEngine(remote.name());
  }

  /** A process id of another host means nothing here. */
  @Override
  List<String> metadata() {
    return List.of("hostname", "registeredAt");
  }

  @AfterEach
  void nothing_is_left_on_the_cluster() {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> remote.jobs() == 0);
  }
}
