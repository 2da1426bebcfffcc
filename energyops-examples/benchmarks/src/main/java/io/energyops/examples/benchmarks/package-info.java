/**
 * Measures the engine beside the plain libraries that a host would use without it, each side in a
 * JVM of its own.
 */
@NullMarked
package io.energyops.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
