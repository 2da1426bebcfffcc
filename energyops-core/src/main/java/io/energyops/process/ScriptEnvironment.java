package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The whole environment of a script: nothing of the JVM's reaches it but what the options name. */
@Internal
public final class ScriptEnvironment {

  private ScriptEnvironment() {}

  /**
   * Takes what the allow-list names, and adds what every script needs.
   *
   * @param host the host's variables
   * @param options allow-list and further variables
   * @param workDirectory becomes the home directory
   * @return the whole environment of the script
   */
  public static Map<String, String> of(
      Map<String, String> host, SandboxOptions options, Path workDirectory) {
    Map<String, String> environment = new TreeMap<>();
    for (String name : options.environmentAllowList()) {
      String value = host.get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.put("HOME", workDirectory.toString());
    environment.put("PYTHONUNBUFFERED", "1");
    environment.putAll(options.environment());
    return environment;
  }
}
