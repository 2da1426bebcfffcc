package io.energyops.identity;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current user out of two suppliers of the host. As thread-safe as they are. */
final class SuppliedUser implements CurrentUser {

  private static final Logger LOG = LoggerFactory.getLogger(CurrentUser.class);

  private final Supplier<@Nullable String> email;
  private final Supplier<@Nullable String> id;
  private final AtomicBoolean warned = new AtomicBoolean();

  SuppliedUser(Supplier<@Nullable String> email, Supplier<@Nullable String> id) {
    this.email = email;
    this.id = id;
  }

  @Override
  public String getCurrentUserId() {
    try {
      String address = email.get();
      String user = isBlank(address) ? id.get() : address;
      warned.set(false);
      return user == null || user.isBlank() ? SYSTEM : user.strip();
    } catch (RuntimeException e) {
      if (warned.compareAndSet(false, true)) {
        LOG.warn("The host's supplier of the current user failed; \"{}\" is recorded", SYSTEM, e);
      }
      return SYSTEM;
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
