package io.energyops.python;

import java.nio.file.Path;

/**
 * An interpreter as it describes itself. Immutable; worth keeping, since asking again costs a
 * process.
 *
 * @param executable the program to start, absolute: never a shim, but inside a virtual environment
 *     still the environment's own link, because following it would leave the environment
 * @param version the version, for example {@code 3.11.7}
 * @param prefix where the interpreter or its virtual environment is installed
 * @param basePrefix where the standard library is; differs from the prefix in a virtual environment
 */
public record PythonInterpreter(Path executable, String version, Path prefix, Path basePrefix) {

  /**
   * Returns whether this is a virtual environment's interpreter.
   *
   * @return true when its packages are kept apart from those of the base installation
   */
  public boolean virtualEnvironment() {
    return !prefix.equals(basePrefix);
  }
}
