package io.energyops.execution.engine;

import io.energyops.run.KillResult.Survivor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a process of a run is left: a question of its own, whose answer never follows from the
 * run's state. Immutable.
 */
public final class Absence {

  /** What can be said. */
  public enum Kind {
    /** Looked for by a means that would have found it: nothing is left. */
    NONE_LEFT,
    /** Processes of the run live. */
    SURVIVORS,
    /** Nothing here can see. */
    CANNOT_TELL
  }

  private static final Absence NONE_LEFT = new Absence(Kind.NONE_LEFT, List.of(), null);

  private final Kind kind;
  private final List<Survivor> survivors;
  private final @Nullable String why;

  private Absence(Kind kind, List<Survivor> survivors, @Nullable String why) {
    this.kind = kind;
    this.survivors = List.copyOf(survivors);
    this.why = why;
  }

  /**
   * Nothing is left.
   *
   * @return the answer
   */
  public static Absence noneLeft() {
    return NONE_LEFT;
  }

  /**
   * Something is left.
   *
   * @param found what, at least one
   * @return the answer
   */
  public static Absence survivors(List<Survivor> found) {
    return new Absence(Kind.SURVIVORS, found, null);
  }

  /**
   * It cannot be said.
   *
   * @param why a sentence for people
   * @return the answer
   */
  public static Absence cannotTell(String why) {
    return new Absence(Kind.CANNOT_TELL, List.of(), why);
  }

  /**
   * Returns what can be said.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Returns what is left, as far as the engine can name it.
   *
   * @return the processes, empty unless there are survivors
   */
  public List<Survivor> survivors() {
    return survivors;
  }

  /**
   * Returns why it cannot be said.
   *
   * @return a sentence, empty unless the kind is {@link Kind#CANNOT_TELL}
   */
  public Optional<String> why() {
    return Optional.ofNullable(why);
  }

  @Override
  public String toString() {
    return "Absence[" + kind + (why == null ? "" : ", " + why) + ", " + survivors.size() + "]";
  }
}
