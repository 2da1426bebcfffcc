package io.energyops.process;

import java.io.File;

/** Tells the kind of operating system; nothing of JNA is loaded before it says yes. */
final class Windows {

  private Windows() {}

  static boolean here() {
    return File.separatorChar == '\\';
  }
}
