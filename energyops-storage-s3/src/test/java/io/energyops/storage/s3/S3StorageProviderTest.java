package io.energyops.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageBackends;
import io.energyops.storage.StorageConfig;
import io.energyops.storage.StorageConfigurationException;
import io.energyops.storage.StorageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3StorageProviderTest {

  private static final String SECRET = "top-secret-text";

  private static StorageConfig working() {
    return StorageConfig.of(
        Map.of(
            "bucket",
            Buckets.create(),
            "endpoint",
            Buckets.endpoint().toString(),
            "access-key-id",
            "id-1234",
            "secret-access-key",
            SECRET));
  }

  private static StorageException refusal(StorageConfig config) {
    StorageException e =
        assertThrows(StorageConfigurationException.class, () -> StorageBackends.open("s3", config));
    assertNoSecret(e);
    return e;
  }

  private static void assertNoSecret(Throwable e) {
    StringWriter all = new StringWriter();
    e.printStackTrace(new PrintWriter(all));
    assertFalse(all.toString().contains(SECRET), all.toString());
  }

  @Test
  void the_service_loader_finds_it_and_every_setting_is_taken() {
    StorageConfig config =
        working()
            .with("prefix", "p/q/")
            .with("region", "eu-central-1")
            .with("path-style", "true")
            .with("part-size", "5242880")
            .with("connect-timeout", "PT5S")
            .with("read-timeout", "PT20S")
            .with("attempt-timeout", "PT30S")
            .with("call-timeout", "PT1M")
            .with("max-attempts", "2")
            .with("checksums", "false")
            .with("conditional-writes", "Probe")
            .with("create-bucket", "false")
            .with("path", "of local storage");
    try (StorageBackend storage = StorageBackends.open("S3", config)) {
      storage.save("a", new byte[1]);
      assertEquals(
          "s3 bucket " + config.require("bucket") + " at " + Buckets.endpoint(),
          storage.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bucket, ' '",
    "bucket, my bucket",
    "prefix, a//b",
    "prefix, /",
    "prefix, ../x",
    "region, 'eu central'",
    "endpoint, somewhere",
    "endpoint, ftp://host",
    "path-style, perhaps",
    "access-key-id, ''",
    "part-size, 5242879",
    "part-size, 2147483647",
    "part-size, large",
    "connect-timeout, PT0S",
    "read-timeout, 5",
    "attempt-timeout, PT6M",
    "call-timeout, PT1S",
    "max-attempts, 0",
    "max-attempts, 21",
    "checksums, maybe",
    "conditional-writes, sometimes",
    "create-bucket, 1",
    "buckett, x"
  })
  void a_wrong_setting_is_named(String name, String value) {
    StorageException e = refusal(working().with(name, value));
    assertTrue(
        e.getMessage().contains("'" + name + "'") || e.getMessage().contains(name + "]"),
        e.getMessage());
  }

  @Test
  void half_of_the_credentials_is_refused() {
    refusal(working().with("secret-access-key", ""));
    StorageException e =
        refusal(
            StorageConfig.of(Map.of("bucket", "b", "secret-access-key", SECRET, "region", "x")));
    assertTrue(e.getMessage().contains("'access-key-id'"), e.getMessage());
  }

  @Test
  void an_address_with_credentials_is_refused_and_not_repeated() {
    refusal(working().with("endpoint", "http://user:" + SECRET + "@127.0.0.1:1"));
  }

  @Test
  void a_failure_tells_no_secret() {
    StorageException e =
        assertThrows(
            StorageException.class,
            () ->
                StorageBackends.open(
                    "s3",
                    working().with("endpoint", "http://127.0.0.1:1").with("max-attempts", "1")));
    assertNoSecret(e);
  }

  @Test
  void settings_of_the_connection_do_not_go_with_a_client_of_the_host() {
    for (Consumer<S3Storage.Builder> extra :
        List.<Consumer<S3Storage.Builder>>of(
            b -> b.region("eu-central-1"),
            b -> b.endpoint(URI.create("http://x")),
            b -> b.pathStyle(true),
            b -> b.credentials("a", "b"),
            b -> b.readTimeout(Duration.ofSeconds(1)),
            b -> b.maxAttempts(2),
            b -> b.checksums(true))) {
      S3Storage.Builder builder = S3Storage.builder("bucket").client(Buckets.SDK);
      extra.accept(builder);
      assertThrows(StorageConfigurationException.class, builder::open);
    }
  }

  @Test
  void a_text_of_the_client_settings_holds_no_secret() {
    ClientSettings settings =
        Settings.client(S3Storage.builder("b").credentials("id", SECRET).region("eu-central-1"));
    assertFalse(settings.toString().contains(SECRET));
  }
}
