package io.energyops.it.upload;

import io.energyops.it.DatabaseKind;
import io.energyops.it.S3Buckets;
import io.energyops.storage.StorageBackend;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** With the files in S3. */
@ParameterizedClass
@EnumSource(value = DatabaseKind.class, names = "SQLITE")
class BrokenImportOnS3Test extends BrokenImportBehaviour {

  @Override
  StorageBackend emptyStorage() {
    return S3Buckets.open();
  }
}
