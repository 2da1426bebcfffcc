package io.energyops.it.execution;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** With scripts and artefacts in a local folder, on each database. */
@ParameterizedClass
@EnumSource(Engine.On.class)
class ScriptExecutionTest extends ScriptExecutionTestBase {}
