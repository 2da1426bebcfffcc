package io.energyops.storage.s3;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.core.sync.RequestBody;

/** Request bodies over a buffer, which the SDK reads again when it repeats a request. */
final class Bodies {

  private Bodies() {}

  /** The SDK's own way from bytes to a body copies them first. */
  static RequestBody of(byte[] buffer, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(buffer, 0, length), length, Metadata.NO_TYPE);
  }
}
