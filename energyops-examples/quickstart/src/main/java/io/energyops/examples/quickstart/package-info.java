/**
 * One run of a command that imports, runs, watches, kills and deletes: the engine as a user meets
 * it.
 */
@NullMarked
package io.energyops.examples.quickstart;

import org.jspecify.annotations.NullMarked;
