package io.energyops.storage.s3;

import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageFullException;
import io.energyops.storage.StorageInterruptedException;
import io.energyops.storage.StorageUnavailableException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;

/** Says in the SPI's words what the server or the way to it said. */
final class Failures {

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "ExpiredToken", "InvalidToken", "TokenRefreshRequired");
  private static final Set<String> FULL =
      Set.of("QuotaExceeded", "InsufficientCapacity", "XMinioStorageFull");

  /** Codes of the status 400 that another try may not meet. */
  private static final Set<String> PASSING = Set.of("RequestTimeout", "IncompleteBody");

  /** Time-outs, too many requests, and conditions that others keep changing. */
  private static final Set<Integer> PASSING_STATUS = Set.of(408, 409, 412, 429);

  private Failures() {}

  /**
   * Translates.
   *
   * @param action what was not done, such as "write object 'a'"
   * @param cause what the SDK threw
   */
  static StorageException of(Bucket bucket, String action, RuntimeException cause) {
    if (wasInterrupted(cause)) {
      Thread.currentThread().interrupt();
      return new StorageInterruptedException(
          "The thread was interrupted: could not " + action + " in " + bucket + ".", cause);
    }
    String what = "Could not " + action + " in " + bucket + ": ";
    if (cause instanceof AwsServiceException answer) {
      return ofAnswer(what + Answers.shown(answer), answer);
    }
    if (isWithoutCredentials(cause)) {
      return new StorageAccessDeniedException(
          what
              + "no credentials were found. Give 'access-key-id' and 'secret-access-key', or set up"
              + " one of the places where the SDK looks for them.",
          cause);
    }
    return new StorageUnavailableException(
        what
            + "the server did not answer in full. Check the address and the network, and try again.",
        null,
        cause);
  }

  static boolean wasInterrupted(RuntimeException cause) {
    if (cause instanceof AwsServiceException) {
      return false;
    }
    return cause instanceof AbortedException || Thread.currentThread().isInterrupted();
  }

  /** Whether the request may have had its effect all the same, or may have it at the next try. */
  static boolean isOpenEnded(RuntimeException cause) {
    return !(cause instanceof AwsServiceException answer)
        || answer.statusCode() >= 500
        || answer.statusCode() < 300
        || PASSING.contains(Answers.code(answer));
  }

  private static StorageException ofAnswer(String what, AwsServiceException answer) {
    int status = answer.statusCode();
    String code = Answers.code(answer);
    if (status == 507 || FULL.contains(code)) {
      return new StorageFullException(
          what + ". There is no space left: delete what is not needed, or raise the quota.",
          answer);
    }
    if (status == 401 || status == 403 || DENIED.contains(code)) {
      return new StorageAccessDeniedException(
          what + ". Check the credentials and grant this account the rights on the bucket.",
          answer);
    }
    if (isOpenEnded(answer) || PASSING_STATUS.contains(status) || code.equals("NoSuchUpload")) {
      return new StorageUnavailableException(
          what + ". Try again later.", Answers.retryAfter(answer), answer);
    }
    if (code.equals("NoSuchBucket")) {
      return new StorageUnavailableException(
          what + ". The bucket is gone: restore it, or correct the setting 'bucket'.",
          null,
          answer);
    }
    return new StorageException(
        StorageErrorCode.INVALID_ARGUMENT,
        what + ". The server refuses this request: read its answer in the cause.",
        answer);
  }

  private static boolean isWithoutCredentials(RuntimeException cause) {
    String message = cause.getMessage();
    return message != null && message.contains("Unable to load credentials");
  }
}
