/** The one family of exceptions that the engine throws, with stable codes. */
@NullMarked
package io.energyops.error;

import org.jspecify.annotations.NullMarked;
