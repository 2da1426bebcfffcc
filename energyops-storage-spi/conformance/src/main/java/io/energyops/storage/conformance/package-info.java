/**
 * The behaviours that every storage backend keeps, as tests: a plugin extends {@link
 * io.energyops.storage.conformance.StorageConformance} and says how to open a backend.
 */
@NullMarked
package io.energyops.storage.conformance;

import org.jspecify.annotations.NullMarked;
