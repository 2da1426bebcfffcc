/** Notifications about script errors, and what keeps a flood of them from the people who read. */
@NullMarked
package io.energyops.notification;

import org.jspecify.annotations.NullMarked;
