/** Markers for how far a type may be relied on. */
@NullMarked
package io.energyops.annotation;

import org.jspecify.annotations.NullMarked;
