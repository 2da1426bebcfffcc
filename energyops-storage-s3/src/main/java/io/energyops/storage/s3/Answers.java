package io.energyops.storage.s3;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Reads what a server's answer says besides its content. */
final class Answers {

  private Answers() {}

  /** The error's code, such as {@code SlowDown}; empty when the answer had none. */
  static String code(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** Status and code: what the answer's text says may name what a log must not hold. */
  static String shown(AwsServiceException answer) {
    return ("HTTP " + answer.statusCode() + " " + code(answer)).strip();
  }

  static Optional<String> header(AwsServiceException answer, String name) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null ? Optional.empty() : header(details.sdkHttpResponse(), name);
  }

  static Optional<String> header(@Nullable SdkHttpResponse response, String name) {
    return response == null ? Optional.empty() : response.firstMatchingHeader(name);
  }

  /** When the server thinks that another try makes sense. */
  static @Nullable Duration retryAfter(AwsServiceException answer) {
    String text = header(answer, "Retry-After").orElse("").strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Instant until = instant(text);
    Instant now = instant(header(answer, "Date").orElse(""));
    return until == null || now == null || until.isBefore(now)
        ? null
        : Duration.between(now, until);
  }

  /** The server's time in an answer. */
  static @Nullable Instant date(SdkHttpResponse response) {
    return instant(header(response, "Date").orElse(""));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException none) {
      return null;
    }
  }
}
