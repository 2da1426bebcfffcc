package io.energyops.storage;

import java.util.List;

/** No installed provider has the type that was asked for. */
public class UnknownStorageTypeException extends StorageConfigurationException {

  private static final long serialVersionUID = 1L;

  /** A copy by {@link List#copyOf}, which is serializable. */
  @SuppressWarnings("serial")
  private final List<String> installed;

  /**
   * Creates an exception.
   *
   * @param type the type that was asked for
   * @param installed the types that are installed
   */
  public UnknownStorageTypeException(String type, List<String> installed) {
    super(
        StorageErrorCode.TYPE_UNKNOWN,
        "No storage backend of type '"
            + type
            + "' is installed; installed: "
            + (installed.isEmpty() ? "none" : String.join(", ", installed))
            + ". Choose one of these, or add the plugin's jar to the class path.",
        null);
    this.installed = List.copyOf(installed);
  }

  /**
   * Returns the types that are installed.
   *
   * @return the types in alphabetical order
   */
  public List<String> installedTypes() {
    return installed;
  }
}
