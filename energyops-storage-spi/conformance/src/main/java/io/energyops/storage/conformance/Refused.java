package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.storage.Capability;
import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.SourceFailedException;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageClosedException;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.UnsupportedCapabilityException;
import org.junit.jupiter.api.function.Executable;

/** Which exception a call must end with, and what it must tell. */
final class Refused {

  private Refused() {}

  static void notFound(String key, Executable call) {
    StorageNotFoundException e = assertThrows(StorageNotFoundException.class, call);
    assertEquals(StorageErrorCode.NOT_FOUND, e.code());
    assertEquals(Bench.key(key), e.key(), "the key that the exception names");
  }

  static void alreadyExists(String key, Executable call) {
    StorageConflictException e = assertThrows(StorageAlreadyExistsException.class, call);
    assertEquals(StorageErrorCode.ALREADY_EXISTS, e.code());
    assertEquals(Bench.key(key), e.key(), "the key that the exception names");
  }

  static void versionMismatch(String key, Executable call) {
    StorageConflictException e = assertThrows(StorageConflictException.class, call);
    assertEquals(StorageErrorCode.VERSION_MISMATCH, e.code());
    assertEquals(Bench.key(key), e.key(), "the key that the exception names");
  }

  static void sourceFailed(Executable call) {
    SourceFailedException e = assertThrows(SourceFailedException.class, call);
    assertEquals(StorageErrorCode.SOURCE_FAILED, e.code());
  }

  static void invalidKey(Executable call) {
    InvalidKeyException e = assertThrows(InvalidKeyException.class, call);
    assertEquals(StorageErrorCode.INVALID_KEY, e.code());
  }

  static void invalidArgument(Executable call) {
    StorageException e = assertThrows(StorageException.class, call);
    assertEquals(StorageErrorCode.INVALID_ARGUMENT, e.code(), () -> "the code of " + e);
  }

  static void unsupported(Capability capability, Executable call) {
    UnsupportedCapabilityException e = assertThrows(UnsupportedCapabilityException.class, call);
    assertEquals(StorageErrorCode.UNSUPPORTED_CAPABILITY, e.code());
    assertEquals(capability, e.capability(), "the capability that the exception names");
  }

  static void closed(Executable call) {
    StorageClosedException e = assertThrows(StorageClosedException.class, call);
    assertEquals(StorageErrorCode.CLOSED, e.code());
  }
}
