package io.energyops.execution;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.execution.engine.ExecutionEngine;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The engines by name; this host's own is always there. Immutable. */
final class Engines {

  private final LocalEngine local;
  private final Map<String, ExecutionEngine> byName = new LinkedHashMap<>();

  Engines(LocalEngine local, Collection<ExecutionEngine> others) {
    this.local = local;
    byName.put(LocalEngine.NAME, local);
    for (ExecutionEngine engine : others) {
      String name = engine.capabilities().name();
      if (byName.putIfAbsent(name, engine) != null) {
        throw new InvalidArgumentException(
            ErrorCode.INVALID_ARGUMENT,
            "Two execution engines are named '" + name + "'; give each a name of its own");
      }
    }
  }

  LocalEngine local() {
    return local;
  }

  Optional<ExecutionEngine> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  ExecutionEngine required(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new InvalidArgumentException(
                    ErrorCode.ENGINE_UNKNOWN,
                    "There is no execution engine '"
                        + name
                        + "'; there are "
                        + String.join(", ", byName.keySet())));
  }

  Collection<ExecutionEngine> all() {
    return byName.values();
  }
}
