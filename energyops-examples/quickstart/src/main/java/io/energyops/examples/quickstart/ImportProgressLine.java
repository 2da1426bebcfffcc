package io.energyops.examples.quickstart;

import io.energyops.upload.ImportProgress;
import io.energyops.upload.ImportProgressListener;

/**
 * Shows how far an import is: one line that is written over, or only the end where that is
 * impossible.
 */
final class ImportProgressLine implements ImportProgressListener {

  private final Screen screen;

  ImportProgressLine(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void onProgress(ImportProgress progress) {
    String text =
        "   "
            + progress.rowsRead()
            + " rows read, "
            + progress.rowsAccepted()
            + " accepted, "
            + progress.rowsRefused()
            + " refused";
    if (progress.finished()) {
      screen.line(text);
    } else {
      screen.inPlace(text);
    }
  }
}
