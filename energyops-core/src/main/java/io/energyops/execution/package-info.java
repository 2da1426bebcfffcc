/**
 * Runs a program from request to terminal state: inputs, launch, capture, verdict, outputs. Knows
 * neither scripts nor models, only {@link io.energyops.execution.ProgramSource}s.
 */
@NullMarked
package io.energyops.execution;

import org.jspecify.annotations.NullMarked;
