package io.energyops.upload;

/**
 * How far an import is.
 *
 * @param rowsRead rows read so far, refused ones included
 * @param rowsAccepted rows accepted so far
 * @param rowsRefused rows refused so far
 * @param finished whether these are the final numbers
 */
public record ImportProgress(
    long rowsRead, long rowsAccepted, long rowsRefused, boolean finished) {}
