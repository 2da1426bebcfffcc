package io.energyops.removal;

/**
 * A file that this node has claimed for one attempt.
 *
 * @param id id of the row
 * @param storageKey the key as it was written
 * @param attempts failed attempts so far
 * @param fence number of the claim; what a later claim has overtaken touches nothing
 */
record DueRemoval(String id, String storageKey, int attempts, long fence) {}
