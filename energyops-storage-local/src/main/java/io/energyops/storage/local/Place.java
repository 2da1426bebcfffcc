package io.energyops.storage.local;

import java.nio.file.Path;

/** Where the file of a key belongs. */
record Place(Path folder, String name) {}
