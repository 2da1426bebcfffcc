package io.energyops.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** A source that can tell its size; one that fails to tell leaves the error to its opening. */
record SizedSource(ObjectSource content, Measure measure) implements ObjectSource {

  /** Takes the size. */
  @FunctionalInterface
  interface Measure {
    long bytes() throws IOException;
  }

  @Override
  public InputStream open() throws IOException {
    return content.open();
  }

  @Override
  public OptionalLong size() {
    try {
      return OptionalLong.of(measure.bytes());
    } catch (IOException unknown) {
      return OptionalLong.empty();
    }
  }
}
