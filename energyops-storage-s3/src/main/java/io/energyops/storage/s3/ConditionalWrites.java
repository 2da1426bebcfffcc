package io.energyops.storage.s3;

/**
 * How a backend learns whether its server keeps the conditions of writes. Some servers take them
 * and write all the same, so what was not seen is not declared.
 */
public enum ConditionalWrites {
  /** Try them when the backend opens, on an object that is deleted again; about ten requests. */
  PROBE,
  /** Declare them unseen. Right for Amazon S3, wrong for a server that ignores conditions. */
  TRUST,
  /** Neither try nor declare them. Right for accounts that may not write. */
  NONE
}
