package io.energyops.notification;

import io.energyops.annotation.Internal;

/**
 * Counts of an {@link ErrorNotifier} since it was made.
 *
 * @param written notifications that are in the database
 * @param waiting notifications that are to be written
 * @param lost notifications that found no room while the database was away, or that it refused
 * @param failures writes that failed and are repeated
 */
@Internal
public record ErrorNotifierStats(long written, int waiting, long lost, long failures) {}
