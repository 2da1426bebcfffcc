package io.energyops.upload;

/** Is told how far an import is. */
@FunctionalInterface
public interface ImportProgressListener {

  /**
   * Takes the numbers after each slice of rows and at the end, on the importing thread. A listener
   * that throws is logged once and not called again.
   *
   * @param progress how far the import is
   */
  void onProgress(ImportProgress progress);
}
