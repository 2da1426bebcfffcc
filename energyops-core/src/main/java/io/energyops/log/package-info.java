/** Log lines of executions: from output bytes to rows, and reading and following them. */
@NullMarked
package io.energyops.log;

import org.jspecify.annotations.NullMarked;
