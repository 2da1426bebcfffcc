/** Storage backends: what a plugin implements and what the engine stands on. */
@NullMarked
package io.energyops.storage;

import org.jspecify.annotations.NullMarked;
