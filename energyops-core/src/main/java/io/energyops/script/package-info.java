/** Life of an uploaded script: upload, list, archive, delete. */
@NullMarked
package io.energyops.script;

import org.jspecify.annotations.NullMarked;
