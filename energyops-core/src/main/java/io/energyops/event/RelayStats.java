package io.energyops.event;

import io.energyops.annotation.Internal;

/**
 * Counts of an {@link EventRelay} since it was made.
 *
 * @param passes looks that came to their end, so that a relay that stands still shows
 * @param failures looks and sweeps that failed; the next one took up their work
 * @param published events that went to the hub of this JVM
 * @param unreadable rows that are no event of this release and went to the stream only
 * @param swept rows that left the stream by age
 */
@Internal
public record RelayStats(long passes, long failures, long published, long unreadable, long swept) {}
