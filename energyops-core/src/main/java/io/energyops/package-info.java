/** The front door: opens the engine, wires its parts and closes them in reverse order. */
@NullMarked
package io.energyops;

import org.jspecify.annotations.NullMarked;
