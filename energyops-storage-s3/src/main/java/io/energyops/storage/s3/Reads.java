package io.energyops.storage.s3;

import io.energyops.storage.ByteRange;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Opens objects and stretches of them. */
record Reads(Bucket bucket, Heads heads) {

  private static final int TRIES = 3;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  StoredContent open(StorageKey key, ByteRange range) {
    for (int i = 0; i < TRIES; i++) {
      if (range.length() > 0) {
        try {
          return content(key, range);
        } catch (S3Exception e) {
          if (e.statusCode() != RANGE_NOT_SATISFIABLE) {
            throw missingOr(key, e);
          }
        }
      }
      StoredObject object = describe(key);
      if (range.lengthWithin(object.size()) == 0) {
        return new StoredContent(object, InputStream.nullInputStream());
      }
      // It grew in the moment between the two requests.
    }
    throw new StorageUnavailableException(
        "Object '" + key + "' in " + bucket + " changed again and again. Read it again.",
        null,
        null);
  }

  private StoredObject describe(StorageKey key) {
    return heads
        .find(key)
        .map(head -> Descriptions.of(key, head))
        .orElseThrow(() -> new StorageNotFoundException(key));
  }

  private StoredContent content(StorageKey key, ByteRange range) {
    ResponseInputStream<GetObjectResponse> answer = get(key, range, null);
    StoredObject object;
    try {
      object = Descriptions.of(key, answer.response());
      requireRange(key, range, answer.response());
    } catch (RuntimeException e) {
      answer.abort();
      throw e;
    }
    long length = range.lengthWithin(object.size());
    ObjectStream.Reopening rest =
        done -> rest(key, ByteRange.of(range.offset() + done, length - done), object.version());
    return new StoredContent(object, new ObjectStream(answer, length, rest));
  }

  /** A server that answers with the whole would begin anew in the middle. */
  private ResponseInputStream<GetObjectResponse> rest(
      StorageKey key, ByteRange range, String version) {
    ResponseInputStream<GetObjectResponse> answer = get(key, range, ETag.header(version));
    try {
      requireRange(key, range, answer.response());
      return answer;
    } catch (RuntimeException e) {
      answer.abort();
      throw e;
    }
  }

  private ResponseInputStream<GetObjectResponse> get(
      StorageKey key, ByteRange range, @Nullable String ifMatch) {
    return bucket
        .client()
        .getObject(
            GetObjectRequest.builder()
                .bucket(bucket.name())
                .key(bucket.key(key))
                .range(header(range))
                .checksumMode(checksums(range))
                .ifMatch(ifMatch)
                .build());
  }

  /** Some servers send the checksum of the whole beside a part of it. */
  private @Nullable ChecksumMode checksums(ByteRange range) {
    return bucket.checksums() && range.equals(ByteRange.all()) ? ChecksumMode.ENABLED : null;
  }

  private static @Nullable String header(ByteRange range) {
    if (range.equals(ByteRange.all())) {
      return null;
    }
    long last = range.offset() + range.length() - 1;
    return "bytes=" + range.offset() + "-" + (last < range.offset() ? "" : last);
  }

  /** A server that answers a range with the whole would otherwise give the wrong bytes. */
  private void requireRange(StorageKey key, ByteRange range, GetObjectResponse answer) {
    String given = answer.contentRange();
    boolean right =
        range.equals(ByteRange.all())
            || (given != null && given.startsWith("bytes " + range.offset() + "-"))
            || (given == null && range.offset() == 0);
    if (!right) {
      throw new StorageException(
          StorageErrorCode.INVALID_ARGUMENT,
          "The server did not keep to the range of object '"
              + key
              + "' that was asked for. Read the whole of it from "
              + bucket
              + ".",
          null);
    }
  }

  private static RuntimeException missingOr(StorageKey key, S3Exception e) {
    boolean missing = e.statusCode() == 404 && !Answers.code(e).equals("NoSuchBucket");
    return missing ? new StorageNotFoundException(key) : e;
  }
}
