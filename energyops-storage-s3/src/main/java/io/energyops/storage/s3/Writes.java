package io.energyops.storage.s3;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Writes objects: what fits into one part in one request, what is larger part by part. */
record Writes(
    Bucket bucket,
    Heads heads,
    Outcome outcome,
    int partBytes,
    Supplier<UUID> ids,
    Clock clock,
    Retries retries) {

  StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    bucket.key(key);
    if (condition instanceof WriteCondition.IfMatch match && !ETag.isPossible(match.version())) {
      throw StorageConflictException.versionMismatch(key, match.version());
    }
    return retries.ofRaces(
        bucket, "write object '" + key + "'", () -> once(key, source, condition));
  }

  /** An object without bytes, with the metadata of another. */
  StoredObject saveEmpty(Write write, @Nullable String sha256) throws WriteRaceException {
    return put(write, new byte[0], sha256);
  }

  private StoredObject once(StorageKey key, ObjectSource source, WriteCondition condition)
      throws WriteRaceException {
    Write write =
        new Write(key, ids.get().toString(), condition, source.contentType().orElse(null));
    OptionalLong promised = source.size();
    FirstReading reading;
    byte[] buffer;
    try (SourceReader in = SourceReader.open(key, source)) {
      // One byte more than a part, or than was promised, tells whether there is more.
      long limit = Math.min(promised.orElse(Long.MAX_VALUE), partBytes) + 1;
      byte[] front = in.upTo((int) limit);
      if (front.length <= partBytes) {
        requirePromised(key, promised, in.count());
        return put(write, front, in.sha256());
      }
      buffer = front;
      reading = FirstReading.goOn(key, in, promised);
    }
    if (condition instanceof WriteCondition.IfAbsent && heads.find(key).isPresent()) {
      throw new StorageAlreadyExistsException(key);
    }
    return new PartedWrite(bucket, outcome, heads, clock, write)
        .run(source, reading, partBytes, buffer);
  }

  private StoredObject put(Write write, byte[] content, @Nullable String sha256)
      throws WriteRaceException {
    try {
      PutObjectResponse answer =
          bucket.client().putObject(request(write, sha256), Bodies.of(content, content.length));
      // The answer to a PUT has no time of the object; its own is the same but for a second.
      Instant now = Answers.date(answer.sdkHttpResponse());
      return Descriptions.builder(
              write.key(),
              (long) content.length,
              now == null ? clock.instant() : now,
              answer.eTag())
          .sha256(sha256)
          .contentType(write.contentType())
          .build();
    } catch (SdkException e) {
      return outcome.of(write, e);
    }
  }

  private PutObjectRequest request(Write write, @Nullable String sha256) {
    return PutObjectRequest.builder()
        .bucket(bucket.name())
        .key(bucket.key(write.key()))
        .contentType(write.contentTypeHeader())
        .metadata(write.metadata(sha256))
        .ifNoneMatch(write.ifNoneMatch())
        .ifMatch(write.ifMatch())
        .build();
  }

  static void requirePromised(StorageKey key, OptionalLong promised, long given) {
    if (promised.isPresent() && promised.getAsLong() != given) {
      throw new SourceFailedException(
          "The source of object '"
              + key
              + "' gave "
              + (given > promised.getAsLong() ? "more than" : given + " bytes, not")
              + " the "
              + promised.getAsLong()
              + " bytes that it promised. Nothing was stored.",
          null);
    }
  }
}
