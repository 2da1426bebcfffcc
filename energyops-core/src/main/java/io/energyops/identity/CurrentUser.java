package io.energyops.identity;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells who makes the current call. The engine asks once per operation, on the calling thread, so
 * an implementation may read a thread-bound security context.
 */
@FunctionalInterface
public interface CurrentUser {

  /** Who acts when no user is known. */
  String SYSTEM = "system";

  /**
   * Returns the user of the current call.
   *
   * @return an e-mail address or id, never blank; {@link #SYSTEM} when no user is known
   */
  String getCurrentUserId();

  /**
   * Returns a current user that is the e-mail address, else the id, else {@link #SYSTEM}. It never
   * throws: when a supplier does, the user is {@link #SYSTEM} and a warning is logged, once until a
   * call succeeds again.
   *
   * @param email gives the e-mail address of the current call; null or blank when there is none
   * @param id gives the id of the current call; null or blank when there is none; asked only
   *     without an address
   * @return the current user
   */
  static CurrentUser of(Supplier<@Nullable String> email, Supplier<@Nullable String> id) {
    return new SuppliedUser(email, id);
  }

  /**
   * Returns a current user with the guarantees of {@link #of} around one of the host: null, blank
   * and exceptions become {@link #SYSTEM}.
   *
   * @param user the host's own
   * @return the guarded one
   */
  static CurrentUser guarded(CurrentUser user) {
    return user instanceof SuppliedUser ? user : of(user::getCurrentUserId, () -> null);
  }

  /**
   * Returns the current user of a host without users.
   *
   * @return always {@link #SYSTEM}
   */
  static CurrentUser system() {
    return () -> SYSTEM;
  }
}
