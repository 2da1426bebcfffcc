/**
 * What a program may use, what enforces it, and the entry for running one script. The {@link
 * io.energyops.sandbox.IsolationBackend} SPI has room for stronger walls; every result says which
 * limits really held.
 */
@NullMarked
package io.energyops.sandbox;

import org.jspecify.annotations.NullMarked;
