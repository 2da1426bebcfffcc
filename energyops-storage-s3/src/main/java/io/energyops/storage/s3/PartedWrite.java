package io.energyops.storage.s3;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StoredObject;
import java.time.Clock;
import software.amazon.awssdk.core.exception.SdkException;

/** One write part by part through one buffer. */
record PartedWrite(Bucket bucket, Outcome outcome, Heads heads, Clock clock, Write write) {

  /** The spare buffer is used where it is large enough. */
  StoredObject run(ObjectSource source, FirstReading first, int partBytes, byte[] spare)
      throws WriteRaceException {
    int part = PartSize.forSize(write.key(), first.size(), partBytes);
    byte[] buffer = spare.length >= part ? spare : new byte[part];
    MultipartUpload upload = MultipartUpload.begin(bucket, write, first.sha256());
    try (upload) {
      try (SourceReader in = SourceReader.open(write.key(), source)) {
        send(in, upload, buffer, part, first);
      }
      upload.complete();
    } catch (SdkException e) {
      // By now the upload is aborted: it either became the object before, or never will.
      return outcome.of(write, e);
    }
    return upload.describe(heads, first.size(), first.sha256(), clock);
  }

  private void send(
      SourceReader in, MultipartUpload upload, byte[] buffer, int part, FirstReading first) {
    int length = in.fill(buffer, part);
    while (length > 0 && in.count() <= first.size()) {
      upload.part(buffer, length);
      length = length < part ? 0 : in.fill(buffer, part);
    }
    if (in.count() != first.size() || !in.sha256().equals(first.sha256())) {
      throw new SourceFailedException(
          "The source of object '"
              + write.key()
              + "' gave other bytes when it was opened again. Give a source that stays as it is;"
              + " nothing was stored.",
          null);
    }
  }
}
