/** Who acts (the current user) and where (the node and its lease). */
@NullMarked
package io.energyops.identity;

import org.jspecify.annotations.NullMarked;
