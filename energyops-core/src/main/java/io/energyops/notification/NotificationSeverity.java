package io.energyops.notification;

import java.util.Locale;

/** How urgent a notification is. */
public enum NotificationSeverity {
  /** For information. */
  LOW,
  /** Worth a look. */
  MEDIUM,
  /** Something failed. */
  HIGH,
  /** Somebody must act. */
  CRITICAL;

  /**
   * Returns the text that the database and the browser see.
   *
   * @return the name in lower case
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static NotificationSeverity of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
