package io.energyops.it.execution;

import io.energyops.EnergyOpsBuilder;
import io.energyops.sandbox.Isolation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The same scripts within the strongest walls of this host. */
@ParameterizedClass
@EnumSource(Engine.On.class)
class ScriptExecutionConfinedTest extends ScriptExecutionTestBase {

  @Override
  EnergyOpsBuilder builder() {
    return super.builder().isolation(Isolation.STRONGEST);
  }

  @Override
  boolean confined() {
    return true;
  }
}
