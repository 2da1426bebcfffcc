package io.energyops.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.Capability;
import io.energyops.storage.StorageAccessDeniedException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageConfigurationException;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageUnavailableException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OpeningTest {

  private final String bucket = Buckets.create();
  private final FaultProxy proxy = FaultProxy.before(Buckets.endpoint());

  @AfterEach
  void close() {
    proxy.close();
  }

  private static String missingBucket() {
    return "missing-" + UUID.randomUUID();
  }

  @Nested
  class The_bucket {

    @Test
    void that_is_missing_is_named_with_what_to_do() {
      String missing = missingBucket();
      StorageException e =
          assertThrows(StorageConfigurationException.class, () -> Buckets.at(missing).open());
      assertTrue(e.getMessage().contains(missing), e.getMessage());
      assertTrue(e.getMessage().contains("create-bucket"), e.getMessage());
    }

    @Test
    void that_is_missing_is_created_when_that_was_asked_for() {
      String missing = missingBucket();
      for (int i = 0; i < 2; i++) {
        try (StorageBackend storage = Buckets.at(missing).createBucket(true).open()) {
          storage.save("a", new byte[1]);
        }
      }
      assertEquals(1, Buckets.SDK.listObjectsV2(r -> r.bucket(missing)).keyCount());
    }

    @Test
    void that_refuses_is_told_from_one_that_does_not_answer() {
      proxy.next(1, Requests::any, e -> e.answer(403, "<Error><Code>AccessDenied</Code></Error>"));
      assertThrows(
          StorageAccessDeniedException.class, () -> Buckets.at(proxy.endpoint(), bucket).open());
      proxy.close();
      assertThrows(
          StorageUnavailableException.class, () -> Buckets.at(proxy.endpoint(), bucket).open());
    }

    @Test
    void that_lives_elsewhere_says_where() {
      proxy.always(
          Requests::any,
          e ->
              e.answer(
                  301,
                  "<Error><Code>PermanentRedirect</Code></Error>",
                  "x-amz-bucket-region: eu-north-1"));
      StorageException e =
          assertThrows(
              StorageConfigurationException.class,
              () -> Buckets.at(proxy.endpoint(), bucket).open());
      assertTrue(e.getMessage().contains("eu-north-1"), e.getMessage());
    }
  }

  @Nested
  class Conditional_writes {

    private static final Set<Capability> BOTH = Set.of(Capability.IF_ABSENT, Capability.IF_MATCH);

    private Set<Capability> seen() {
      try (StorageBackend storage =
          Buckets.at(proxy.endpoint(), bucket).conditionalWrites(ConditionalWrites.PROBE).open()) {
        Set<Capability> found = new HashSet<>(storage.capabilities());
        found.retainAll(BOTH);
        return found;
      } finally {
        assertEquals(List.of(), Buckets.SDK.listObjectsV2(r -> r.bucket(bucket)).contents());
        assertEquals(List.of(), Buckets.unfinishedUploads(bucket));
      }
    }

    @Test
    void are_declared_when_they_were_seen_to_hold_and_leave_no_trace() {
      assertEquals(BOTH, seen());
      assertTrue(proxy.requests().stream().anyMatch(r -> r.contains("%252F")));
    }

    @Test
    void are_not_declared_for_a_server_that_ignores_them() {
      proxy.always(Requests::any, e -> e.without("if-none-match:").without("if-match:").pass());
      assertEquals(Set.of(), seen());
    }

    @Test
    void are_not_declared_when_only_the_completion_of_uploads_ignores_them() {
      proxy.always(
          r -> r.startsWith("POST "), e -> e.without("if-none-match:").without("if-match:").pass());
      assertEquals(Set.of(), seen());
    }

    @Test
    void are_declared_one_by_one() {
      proxy.always(Requests::any, e -> e.without("if-match:").pass());
      assertEquals(Set.of(Capability.IF_ABSENT), seen());
    }

    @Test
    void are_not_declared_for_a_server_that_refuses_the_header() {
      proxy.always(
          r -> r.startsWith("PUT ") || r.startsWith("POST "),
          e -> {
            if (e.has("if-none-match")) {
              e.answer(501, "<Error><Code>NotImplemented</Code></Error>");
            } else {
              e.pass();
            }
          });
      assertEquals(Set.of(Capability.IF_MATCH), seen());
    }

    @Test
    void of_an_account_that_must_not_write_name_the_setting() {
      proxy.always(
          r -> r.startsWith("PUT "),
          e -> e.answer(403, "<Error><Code>AccessDenied</Code></Error>"));
      StorageException e = assertThrows(StorageAccessDeniedException.class, this::seen);
      assertTrue(e.getMessage().contains("conditional-writes"), e.getMessage());
      try (StorageBackend storage =
          Buckets.at(proxy.endpoint(), bucket).conditionalWrites(ConditionalWrites.NONE).open()) {
        assertFalse(storage.capabilities().contains(Capability.IF_ABSENT));
      }
    }

    @Test
    void that_could_not_be_tried_are_a_failure_and_not_an_answer() {
      proxy.always(r -> r.startsWith("PUT "), e -> e.answer(503, ""));
      assertThrows(StorageUnavailableException.class, this::seen);
    }
  }

  @Nested
  class A_client_of_the_host {

    @Test
    void is_used_as_it_is_and_stays_open() {
      StorageBackend storage = S3Storage.builder(bucket).client(Buckets.SDK).open();
      storage.save("a", new byte[1]);
      assertEquals("s3 bucket " + bucket + " at " + Buckets.endpoint(), storage.toString());
      storage.close();
      assertEquals(1, Buckets.SDK.listObjectsV2(r -> r.bucket(bucket)).keyCount());
    }
  }

  @Test
  void a_server_that_takes_no_checksums_can_be_used_without_them() {
    proxy.always(
        r -> r.startsWith("PUT "),
        e -> {
          if (e.has("x-amz-trailer") || e.has("x-amz-checksum-crc32")) {
            e.answer(501, "<Error><Code>NotImplemented</Code></Error>");
          } else {
            e.pass();
          }
        });
    try (StorageBackend with = Buckets.at(proxy.endpoint(), bucket).open();
        StorageBackend without = Buckets.at(proxy.endpoint(), bucket).checksums(false).open()) {
      assertThrows(StorageException.class, () -> with.save("a", new byte[1]));
      without.save("a", new byte[1]);
      assertTrue(without.exists("a"));
    }
  }
}
