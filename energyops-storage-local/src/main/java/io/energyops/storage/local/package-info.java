/** Storage over a local directory. */
@NullMarked
package io.energyops.storage.local;

import org.jspecify.annotations.NullMarked;
