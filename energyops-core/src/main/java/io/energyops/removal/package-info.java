/** Files that must still leave storage: asked for in a transaction, removed after its commit. */
@NullMarked
package io.energyops.removal;

import org.jspecify.annotations.NullMarked;
