/**
 * What runs programs: this host, or a cluster that the user has already. An engine's words are
 * evidence; what an execution became is decided by the registry in the database.
 */
@NullMarked
package io.energyops.execution.engine;

import org.jspecify.annotations.NullMarked;
