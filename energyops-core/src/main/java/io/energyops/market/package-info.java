/** Records of the electricity market, their statistics, and the queries over them. */
@NullMarked
package io.energyops.market;

import org.jspecify.annotations.NullMarked;
