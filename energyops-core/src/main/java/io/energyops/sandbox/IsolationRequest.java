package io.energyops.sandbox;

import io.energyops.annotation.Experimental;
import java.nio.file.Path;
import java.util.List;

/**
 * What a backend shall wrap.
 *
 * @param command the program and its arguments, as the next inner layer gives them
 * @param options the limits
 * @param workDirectory the program's private folder, the only one that it must be able to write
 */
@Experimental
public record IsolationRequest(List<String> command, SandboxOptions options, Path workDirectory) {

  /**
   * Copies the command.
   *
   * @param command the program and its arguments
   * @param options the limits
   * @param workDirectory the program's private folder
   */
  public IsolationRequest {
    command = List.copyOf(command);
  }
}
