package io.energyops.execution;

import io.energyops.annotation.Internal;
import io.energyops.storage.StorageKey;

/**
 * A program that can be run.
 *
 * @param id its id within its kind
 * @param name its name for people
 * @param fileName name of its file in the work folder
 * @param content where its bytes are stored
 */
@Internal
public record Program(String id, String name, String fileName, StorageKey content) {}
