package io.energyops.storage.s3;

/** Kinds of requests, told by method and target. */
final class Requests {

  private Requests() {}

  static boolean any(String request) {
    return true;
  }

  static boolean isGet(String request) {
    return request.startsWith("GET ") && !request.contains("?");
  }

  static boolean isPut(String request) {
    return request.startsWith("PUT ") && !request.contains("?");
  }

  static boolean isSecondPart(String request) {
    return request.contains("partNumber=2");
  }

  static boolean isCompletion(String request) {
    return request.startsWith("POST ") && request.contains("uploadId=");
  }

  static boolean isAbort(String request) {
    return request.startsWith("DELETE ") && request.contains("uploadId=");
  }
}
