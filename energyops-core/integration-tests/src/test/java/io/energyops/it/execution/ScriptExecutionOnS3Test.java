package io.energyops.it.execution;

import io.energyops.EnergyOpsBuilder;
import io.energyops.it.S3Buckets;
import io.energyops.storage.StorageBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** With scripts and artefacts in S3. */
@ParameterizedClass
@EnumSource(value = Engine.On.class, names = "SQLITE")
class ScriptExecutionOnS3Test extends ScriptExecutionTestBase {

  private final StorageBackend bucket = S3Buckets.open();

  @Override
  EnergyOpsBuilder builder() {
    return super.builder().storage(bucket);
  }

  @AfterEach
  @Override
  void close() {
    super.close();
    bucket.close();
  }
}
