package io.energyops.sandbox;

import io.energyops.annotation.Experimental;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A control group that the supervisor makes for one run and takes away after it.
 *
 * @param version 1, where a group belongs to one controller, or 2
 * @param directory its folder, which is not there yet; a relative one lies in the group that the
 *     supervisor was started in
 * @param limits what is written to its files before the program enters it, in that order
 */
@Experimental
public record ControlGroup(int version, Path directory, Map<String, String> limits) {

  /**
   * Copies the limits.
   *
   * @param version 1 or 2
   * @param directory its folder
   * @param limits texts by file name
   */
  public ControlGroup {
    limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
  }

  Map<String, Object> toMap() {
    return Map.of("version", version, "directory", directory.toString(), "limits", limits);
  }
}
