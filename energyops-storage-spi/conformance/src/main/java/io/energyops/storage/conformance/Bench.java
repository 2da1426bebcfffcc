package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** What a behaviour works with: a backend over an empty place, and short words for what it does. */
final class Bench {

  private final StoragePlace place;
  private final Clock clock;
  private StorageBackend storage;

  Bench(StoragePlace place, Clock clock) throws Exception {
    this.place = place;
    this.clock = clock;
    this.storage = place.open();
  }

  static StorageKey key(String text) {
    return StorageKey.of(text);
  }

  static ObjectSource source(String text) {
    return ObjectSource.of(text.getBytes(StandardCharsets.UTF_8));
  }

  StorageBackend storage() {
    return storage;
  }

  Clock clock() {
    return clock;
  }

  /** Another instance over the same place; skips the behaviour where there is none. */
  StorageBackend second() throws Exception {
    return place.open();
  }

  /** Closes the instance and goes on with a new one. */
  void reopen() throws Exception {
    StorageBackend next = place.open();
    storage.close();
    storage = next;
  }

  void refuseDeleteOf(String key) {
    place.refuseDeleteOf(key(key));
  }

  boolean declares(Capability capability) {
    return storage.capabilities().contains(capability);
  }

  void needs(Capability capability) {
    if (!declares(capability)) {
      throw SkippedException.notDeclared(capability);
    }
  }

  StoredObject put(String key, String text) {
    return storage.save(key(key), source(text), WriteCondition.none());
  }

  StoredObject put(String key, Content content) {
    return storage.save(key(key), content.source(), WriteCondition.none());
  }

  void putAll(Iterable<String> keys) {
    keys.forEach(key -> put(key, "content of " + key));
  }

  String text(String key) throws IOException {
    return text(key, ByteRange.all());
  }

  String text(String key, ByteRange range) throws IOException {
    try (StoredContent content = storage.open(key(key), range)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  StoredObject stat(String key) {
    return storage
        .stat(key(key))
        .orElseThrow(() -> new AssertionError("'" + key + "' should be stored, but stat is empty"));
  }

  List<String> keys(String prefix) {
    return Walk.keys(storage, ListRequest.of(prefix));
  }

  void assertKeys(String... keys) {
    Assertions.assertEquals(List.of(keys), keys(""), "the keys of the whole place");
  }

  void assertText(String key, String text) throws IOException {
    Assertions.assertEquals(text, text(key), "the content of '" + key + "'");
  }

  void assertContent(String key, Content content) throws IOException {
    try (StoredContent stored = storage.open(key(key), ByteRange.all())) {
      content.assertSame(stored);
    }
  }

  /** By every way of looking. */
  void assertMissing(String key) {
    assertFalse(storage.stat(key(key)).isPresent(), "stat finds '" + key + "'");
    Refused.notFound(key, () -> storage.open(key(key), ByteRange.all()).close());
    assertFalse(keys("").contains(key), "the list holds '" + key + "'");
  }
}
