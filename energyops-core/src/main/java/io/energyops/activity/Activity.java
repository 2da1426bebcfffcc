package io.energyops.activity;

import java.time.Instant;

/**
 * Something that was done, as it was recorded.
 *
 * @param id its id
 * @param entry what was done
 * @param createdAt when it was recorded, in microseconds
 */
public record Activity(String id, ActivityEntry entry, Instant createdAt) {}
