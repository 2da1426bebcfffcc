package io.energyops.sandbox;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.run.LimitKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A required limit is enforced by nothing on this host; nothing was started. */
public class LimitNotEnforceableException extends ConflictException {

  private static final long serialVersionUID = 1L;

  /** The limits, in the order of their declaration. */
  private final EnumSet<LimitKind> limits;

  /**
   * Creates an exception.
   *
   * @param limits which limits, at least one
   * @param message what was wrong, where, and what to do
   */
  public LimitNotEnforceableException(Set<LimitKind> limits, String message) {
    super(ErrorCode.LIMIT_NOT_ENFORCEABLE, message);
    this.limits = EnumSet.copyOf(limits);
  }

  /**
   * Returns which limits nothing enforces.
   *
   * @return at least one
   */
  public Set<LimitKind> limits() {
    return Collections.unmodifiableSet(limits);
  }
}
