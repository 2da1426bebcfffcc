package io.energyops.examples.quickstart;

import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the options say.
 *
 * @param workbook the user's workbook, or null for the shipped one
 * @param sheet the sheet to read, or null for the first visible one
 * @param script the user's script, or null for the shipped one
 * @param data the data directory, or null for a temporary one
 * @param zone the market's zone
 * @param plot where the plot goes
 * @param python the interpreter, or null for the one on the path
 */
record TourSettings(
    @Nullable Path workbook,
    @Nullable String sheet,
    @Nullable Path script,
    @Nullable Path data,
    ZoneId zone,
    Path plot,
    @Nullable Path python) {}
