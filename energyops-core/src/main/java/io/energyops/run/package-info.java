/** Values that every run shares, whatever program it runs. */
@NullMarked
package io.energyops.run;

import org.jspecify.annotations.NullMarked;
