/**
 * Typed rows out of spreadsheets and CSV files, streamed; the only place that knows the libraries
 * that read them.
 */
@NullMarked
package io.energyops.table;

import org.jspecify.annotations.NullMarked;
