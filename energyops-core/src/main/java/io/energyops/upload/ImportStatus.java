package io.energyops.upload;

import java.util.Locale;

/** State of an import. Its rows count only while it is {@link #VISIBLE}. */
public enum ImportStatus {
  /** Rows are being read. */
  LOADING,
  /** All accepted rows are there. */
  VISIBLE,
  /** Rows and file are being removed. */
  DELETING,
  /** Nothing was imported; the file is kept until the import is deleted. */
  FAILED;

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ImportStatus ofStored(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
