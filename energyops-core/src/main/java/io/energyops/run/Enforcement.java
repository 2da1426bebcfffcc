package io.energyops.run;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For one limit: what was asked, by what it is enforced, and whether it was hit. Immutable. */
public final class Enforcement {

  private final LimitKind limit;
  private final String requested;
  private final @Nullable String enforcedBy;
  private final boolean hit;
  private final @Nullable String evidence;

  private Enforcement(
      LimitKind limit,
      String requested,
      @Nullable String enforcedBy,
      boolean hit,
      @Nullable String evidence) {
    this.limit = Objects.requireNonNull(limit, "limit");
    this.requested = Objects.requireNonNull(requested, "requested");
    this.enforcedBy = enforcedBy;
    this.hit = hit;
    this.evidence = evidence;
  }

  /**
   * A limit that something enforces.
   *
   * @param limit which limit
   * @param requested the value that was asked, with its unit
   * @param enforcedBy the mechanism, for example {@code supervisor} or {@code cgroup v2}
   * @return the report, not hit
   */
  public static Enforcement by(LimitKind limit, String requested, String enforcedBy) {
    return new Enforcement(limit, requested, Objects.requireNonNull(enforcedBy), false, null);
  }

  /**
   * A limit that nothing enforces here.
   *
   * @param limit which limit
   * @param requested the value that was asked, with its unit
   * @param why what is missing
   * @return the report
   */
  public static Enforcement none(LimitKind limit, String requested, String why) {
    return new Enforcement(limit, requested, null, false, Objects.requireNonNull(why));
  }

  /**
   * The same limit, hit.
   *
   * @param proof what shows that it was hit
   * @return a copy of this
   */
  public Enforcement hit(String proof) {
    return new Enforcement(limit, requested, enforcedBy, true, Objects.requireNonNull(proof));
  }

  /**
   * Returns which limit this is about.
   *
   * @return the limit
   */
  public LimitKind limit() {
    return limit;
  }

  /**
   * Returns the value that was asked.
   *
   * @return the value with its unit
   */
  public String requested() {
    return requested;
  }

  /**
   * Returns what enforces the limit.
   *
   * @return the mechanism, or empty when nothing does
   */
  public Optional<String> enforcedBy() {
    return Optional.ofNullable(enforcedBy);
  }

  /**
   * Returns whether the limit was hit.
   *
   * @return true when there is evidence of it
   */
  public boolean hit() {
    return hit;
  }

  /**
   * Returns the evidence of the hit, or why nothing enforces the limit.
   *
   * @return a sentence, or empty
   */
  public Optional<String> evidence() {
    return Optional.ofNullable(evidence);
  }

  @Override
  public String toString() {
    return limit
        + "="
        + requested
        + (enforcedBy == null ? " not enforced" : " by " + enforcedBy)
        + (hit ? ", hit" : "")
        + (evidence == null ? "" : " (" + evidence + ")");
  }
}
