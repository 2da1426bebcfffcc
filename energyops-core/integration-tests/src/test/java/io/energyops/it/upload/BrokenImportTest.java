package io.energyops.it.upload;

import io.energyops.it.DatabaseKind;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** With the files in a local folder, on each database. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class BrokenImportTest extends BrokenImportBehaviour {}
