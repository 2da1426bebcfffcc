package io.energyops.testkit;

import io.energyops.storage.ByteRange;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import java.io.ByteArrayInputStream;

/** One version of an object in memory; a new write makes a new one. Compared by identity. */
final class MemoryObject {

  private final byte[] content;
  private final StoredObject description;

  MemoryObject(byte[] content, StoredObject description) {
    this.content = content;
    this.description = description;
  }

  StoredObject description() {
    return description;
  }

  byte[] copy() {
    return content.clone();
  }

  StoredContent open(ByteRange range) {
    int length = (int) range.lengthWithin(content.length);
    int offset = length == 0 ? 0 : (int) range.offset();
    return new StoredContent(description, new ByteArrayInputStream(content, offset, length));
  }
}
