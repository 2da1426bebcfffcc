/**
 * Finds a Python interpreter and looks into scripts without running them. What the inspection says
 * is advice: the sandbox is the boundary.
 */
@NullMarked
package io.energyops.python;

import org.jspecify.annotations.NullMarked;
