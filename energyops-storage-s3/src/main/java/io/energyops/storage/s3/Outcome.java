package io.energyops.storage.s3;

import io.energyops.storage.Capability;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StoredObject;
import io.energyops.storage.UnsupportedCapabilityException;
import io.energyops.storage.WriteCondition;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Finds out what became of a write that did not end with a plain success. The SDK sends a request
 * again whose answer got lost; the repetition then meets the object that the first one made, and
 * its condition no longer holds. The write's id tells that from a lost race.
 */
record Outcome(Bucket bucket, Heads heads) {

  private static final Logger LOG = LoggerFactory.getLogger(Outcome.class);

  /**
   * Returns what the write stored after all, or throws why it did not.
   *
   * @throws WriteRaceException when the write should begin anew
   */
  StoredObject of(Write write, RuntimeException failure) throws WriteRaceException {
    if (Failures.wasInterrupted(failure)) {
      throw failure;
    }
    int status = failure instanceof AwsServiceException answer ? answer.statusCode() : 0;
    if (status == 412) {
      return afterRefusal(write, failure);
    }
    if (status == 409) {
      throw new WriteRaceException(failure);
    }
    if (status == 501 && !(write.condition() instanceof WriteCondition.Always)) {
      throw new UnsupportedCapabilityException(capability(write), bucket.toString());
    }
    // A completed upload is unknown to the server when the completion is asked for again.
    if (status != 404 && !Failures.isOpenEnded(failure)) {
      throw failure;
    }
    Optional<StoredObject> own = own(write, failure);
    if (own.isEmpty() && isMissingObject(failure, write)) {
      throw mismatch(write);
    }
    return own.orElseThrow(() -> failure);
  }

  private StoredObject afterRefusal(Write write, RuntimeException refusal)
      throws WriteRaceException {
    Optional<HeadObjectResponse> there = heads.find(write.key());
    if (there.isPresent() && isOwn(write, there.get())) {
      return Descriptions.of(write.key(), there.get());
    }
    if (write.condition() instanceof WriteCondition.IfMatch) {
      throw mismatch(write);
    }
    if (there.isEmpty()) {
      throw new WriteRaceException(refusal);
    }
    throw new StorageAlreadyExistsException(write.key());
  }

  private Optional<StoredObject> own(Write write, RuntimeException failure) {
    try {
      Optional<StoredObject> own =
          heads
              .find(write.key())
              .filter(head -> isOwn(write, head))
              .map(head -> Descriptions.of(write.key(), head));
      own.ifPresent(
          stored -> LOG.debug("the answer of write {} was lost, but it is done", write.id()));
      return own;
    } catch (SdkException unknown) {
      failure.addSuppressed(unknown);
      return Optional.empty();
    }
  }

  private static boolean isOwn(Write write, HeadObjectResponse head) {
    return Metadata.write(head.metadata()).filter(write.id()::equals).isPresent();
  }

  /** A replacement of what is not there is answered by 404 rather than 412. */
  private static boolean isMissingObject(RuntimeException failure, Write write) {
    return write.condition() instanceof WriteCondition.IfMatch
        && failure instanceof AwsServiceException answer
        && answer.statusCode() == 404
        && Answers.code(answer).equals("NoSuchKey");
  }

  private static StorageConflictException mismatch(Write write) {
    return StorageConflictException.versionMismatch(
        write.key(), ((WriteCondition.IfMatch) write.condition()).version());
  }

  private static Capability capability(Write write) {
    return write.condition() instanceof WriteCondition.IfAbsent
        ? Capability.IF_ABSENT
        : Capability.IF_MATCH;
  }
}
