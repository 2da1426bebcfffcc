package io.energyops.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** A source with a media type put beside it. */
record TypedSource(ObjectSource source, String type) implements ObjectSource {

  private static final int MAX_LENGTH = 255;

  TypedSource {
    boolean printable = type.chars().allMatch(c -> c >= ' ' && c <= '~');
    if (type.isBlank() || type.length() > MAX_LENGTH || !printable) {
      throw new IllegalArgumentException(
          "A content type has 1 to " + MAX_LENGTH + " printable ASCII characters.");
    }
  }

  @Override
  public InputStream open() throws IOException {
    return source.open();
  }

  @Override
  public OptionalLong size() {
    return source.size();
  }

  @Override
  public Optional<String> contentType() {
    return Optional.of(type);
  }
}
