package io.energyops.storage.local;

/**
 * Where the file of a key belongs.
 *
 * @param folder the steps from the root, separated by slashes; empty for the root
 */
record Place(String folder, String name) {

  static final String ROOT = "";

  /** Returns the folder in a folder. */
  static String in(String folder, String name) {
    return folder.isEmpty() ? name : folder + '/' + name;
  }

  static String parent(String folder) {
    return folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
  }

  static String last(String folder) {
    return folder.substring(folder.lastIndexOf('/') + 1);
  }
}
