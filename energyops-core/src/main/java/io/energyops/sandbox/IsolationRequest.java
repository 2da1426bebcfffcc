package io.energyops.sandbox;

import io.energyops.annotation.Experimental;
import java.nio.file.Path;
import java.util.List;

/**
 * The program that a backend shall hold.
 *
 * @param options the limits
 * @param name of the run, unique on this host, of letters, digits and hyphens
 * @param places its folders
 * @param interpreter the Python that runs it
 * @param readable what it must be able to read beside the system's own folders
 */
@Experimental
public record IsolationRequest(
    SandboxOptions options, String name, Places places, Path interpreter, List<Path> readable) {

  /**
   * Copies the list.
   *
   * @param options the limits
   * @param name of the run
   * @param places its folders
   * @param interpreter the Python that runs it
   * @param readable what it must be able to read
   */
  public IsolationRequest {
    readable = List.copyOf(readable);
  }

  /**
   * The folders of one run.
   *
   * @param work the program's private folder, the only one with {@code temporary} that it may write
   * @param temporary what it sees as {@code /tmp}, where that can be arranged
   * @param control the supervisor's, out of the program's reach
   */
  @Experimental
  public record Places(Path work, Path temporary, Path control) {

    /**
     * Returns the inputs, which the program may only read.
     *
     * @return a folder below {@link #work()} that need not be there
     */
    public Path inputs() {
      return work.resolve("inputs");
    }
  }
}
