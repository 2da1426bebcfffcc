package io.energyops.identity;

import io.energyops.annotation.Internal;

/**
 * This JVM as the database knows it.
 *
 * @param id persistent id of the node slot, kept in the data directory
 * @param name name for people
 * @param hostname name of the host, for information: it is not unique among containers
 * @param slot node slot in the data directory, 0 or more
 * @param incarnation how many times the slot was opened, 1 or more
 */
@Internal
public record Node(String id, String name, String hostname, int slot, long incarnation) {}
