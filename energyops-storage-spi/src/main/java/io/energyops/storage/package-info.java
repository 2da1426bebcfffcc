/**
 * Storage backends: what a plugin implements and what the engine stands on. Whoever uses storage
 * opens a {@link io.energyops.storage.StorageBackend} through {@link
 * io.energyops.storage.StorageBackends}; whoever provides one implements it and a {@link
 * io.energyops.storage.StorageProvider}.
 */
@NullMarked
package io.energyops.storage;

import org.jspecify.annotations.NullMarked;
