package io.energyops.sandbox;

import io.energyops.run.LimitKind;
import java.util.Set;

/**
 * No isolation: the program has the rights of this JVM. Only what its supervisor does holds: wall
 * time, output and a clean environment. Immutable.
 */
public final class PlainIsolation implements IsolationBackend {

  private static final Set<LimitKind> SUPERVISED =
      Set.of(LimitKind.TIME, LimitKind.OUTPUT, LimitKind.ENVIRONMENT);

  /** Creates the backend; it works on every host. */
  public PlainIsolation() {}

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Set<LimitKind> enforceable() {
    return SUPERVISED;
  }

  @Override
  public String mechanism(LimitKind limit) {
    return "supervisor";
  }

  @Override
  public void confine(IsolationRequest request, Confinement.Builder confinement) {
    // The supervisor does it for every program.
  }
}
