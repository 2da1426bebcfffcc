package io.energyops.execution;

import io.energyops.storage.StorageKey;
import org.jspecify.annotations.Nullable;

/**
 * A file that a run left in its folder {@code outputs}.
 *
 * @param name path below {@code outputs}, with {@code /} as separator
 * @param key where it is stored
 * @param sizeBytes its size
 * @param sha256 SHA-256 of its content in lower-case hexadecimal, or null when the backend has none
 */
public record Artefact(String name, StorageKey key, long sizeBytes, @Nullable String sha256) {}
