/** Uploaded files: what is accepted, how rows are checked, and how they get into the database. */
@NullMarked
package io.energyops.upload;

import org.jspecify.annotations.NullMarked;
