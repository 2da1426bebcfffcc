/**
 * Starts, watches and ends the processes of runs. A supervisor of its own stands between the JVM
 * and each program, so a run outlives the JVM and loses no output.
 */
@NullMarked
package io.energyops.process;

import org.jspecify.annotations.NullMarked;
