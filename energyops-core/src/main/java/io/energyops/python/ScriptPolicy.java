package io.energyops.python;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Decides which rules refuse a script. Immutable. */
public final class ScriptPolicy {

  private static final ScriptPolicy STANDARD = standardPolicy();

  private final Set<ScriptRule> blocked;

  private ScriptPolicy(EnumSet<ScriptRule> blocked) {
    this.blocked = Collections.unmodifiableSet(blocked);
  }

  /**
   * Returns the default: blocks every rule of severity {@link ScriptSeverity#ERROR}, reports the
   * rest.
   *
   * @return the policy
   */
  public static ScriptPolicy standard() {
    return STANDARD;
  }

  /**
   * Blocks one more rule.
   *
   * @param rule the rule that shall refuse a script
   * @return a changed copy
   */
  public ScriptPolicy blocking(ScriptRule rule) {
    EnumSet<ScriptRule> changed = EnumSet.copyOf(blocked);
    changed.add(rule);
    return new ScriptPolicy(changed);
  }

  /**
   * Only reports a rule that was blocked.
   *
   * @param rule the rule that shall no longer refuse a script
   * @return a changed copy
   * @throws InvalidArgumentException when the rule is {@linkplain ScriptRule#mandatory() mandatory}
   */
  public ScriptPolicy allowing(ScriptRule rule) {
    if (rule.mandatory()) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "Rule " + rule.id() + " cannot be allowed: such a script was not looked at");
    }
    EnumSet<ScriptRule> changed = EnumSet.copyOf(blocked);
    changed.remove(rule);
    return new ScriptPolicy(changed);
  }

  /**
   * Returns whether a rule refuses a script.
   *
   * @param rule the rule
   * @return true when one finding of it is enough
   */
  public boolean blocks(ScriptRule rule) {
    return blocked.contains(rule);
  }

  private static ScriptPolicy standardPolicy() {
    EnumSet<ScriptRule> rules = EnumSet.noneOf(ScriptRule.class);
    for (ScriptRule rule : ScriptRule.values()) {
      if (rule.blockedByDefault()) {
        rules.add(rule);
      }
    }
    return new ScriptPolicy(rules);
  }
}
