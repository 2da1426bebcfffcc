/** The database seam: opening, dialects, transactions and migrations. */
@NullMarked
package io.energyops.database;

import org.jspecify.annotations.NullMarked;
