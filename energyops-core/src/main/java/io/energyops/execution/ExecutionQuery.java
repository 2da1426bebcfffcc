package io.energyops.execution;

import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionStatus;
import io.energyops.run.ProgramRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to list, newest first.
 *
 * @param program only those of this program, or null for all
 * @param status only those in this state, or null for all
 * @param after key of the page before, or null for the first page
 * @param limit at most this many, 1 to 1000
 */
public record ExecutionQuery(
    @Nullable ProgramRef program,
    @Nullable ExecutionStatus status,
    @Nullable String after,
    int limit) {

  /**
   * Checks the limit.
   *
   * @param program only those of this program, or null
   * @param status only those in this state, or null
   * @param after key of the page before, or null
   * @param limit at most this many
   * @throws InvalidArgumentException when the limit is out of range
   */
  public ExecutionQuery {
    if (limit < 1 || limit > 1000) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "A page has 1 to 1000 executions, not " + limit);
    }
  }

  /**
   * The newest 100 executions.
   *
   * @return the query
   */
  public static ExecutionQuery all() {
    return new ExecutionQuery(null, null, null, 100);
  }

  /**
   * The newest 100 executions of a program.
   *
   * @param program the program
   * @return the query
   */
  public static ExecutionQuery of(ProgramRef program) {
    return new ExecutionQuery(program, null, null, 100);
  }

  /**
   * Restricts to a state.
   *
   * @param value the state
   * @return a copy
   */
  public ExecutionQuery inStatus(ExecutionStatus value) {
    return new ExecutionQuery(program, value, after, limit);
  }

  /**
   * Begins after a page.
   *
   * @param key {@code nextKey} of the page before
   * @return a copy
   */
  public ExecutionQuery after(Optional<String> key) {
    return new ExecutionQuery(program, status, key.orElse(null), limit);
  }
}
