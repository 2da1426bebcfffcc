package io.energyops.testkit;

/** What a storage backend can be asked for and told to refuse. */
public enum StorageOperation {
  /** Writing an object. */
  SAVE,
  /** Opening an object for reading. */
  OPEN,
  /** Describing an object. */
  STAT,
  /** Deleting an object, each one of a bulk delete too. */
  DELETE,
  /** Listing one page; its text is the prefix. */
  LIST
}
