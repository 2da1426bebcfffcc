package io.energyops.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps objects on the heap, in small pages; its key {@code broken} cannot be deleted. */
final class HeapBackend implements StorageBackend {

  private final ConcurrentSkipListMap<StorageKey, byte[]> objects = new ConcurrentSkipListMap<>();
  private final String name;
  private final int pageSize;
  private boolean closed;

  HeapBackend(String name, int pageSize) {
    this.name = name;
    this.pageSize = pageSize;
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    try (InputStream in = source.open()) {
      objects.put(key, in.readAllBytes());
      return describe(key);
    } catch (IOException e) {
      throw new SourceFailedException("source of " + key, e);
    }
  }

  @Override
  public StoredContent open(StorageKey key, ByteRange range) {
    byte[] data = objects.get(key);
    if (data == null) {
      throw new StorageNotFoundException(key);
    }
    int length = (int) range.lengthWithin(data.length);
    int offset = length == 0 ? 0 : (int) range.offset();
    return new StoredContent(describe(key), new ByteArrayInputStream(data, offset, length));
  }

  @Override
  public Optional<StoredObject> stat(StorageKey key) {
    return objects.containsKey(key) ? Optional.of(describe(key)) : Optional.empty();
  }

  @Override
  public boolean delete(StorageKey key) {
    if (closed) {
      throw new StorageClosedException(name);
    }
    if (key.value().equals("broken")) {
      throw new StorageUnavailableException("always", null, null);
    }
    return objects.remove(key) != null;
  }

  @Override
  public ListPage list(ListRequest request) {
    List<StoredObject> page = new ArrayList<>();
    String after = request.continuation().orElse("");
    for (StorageKey key : objects.keySet()) {
      if (key.value().startsWith(request.prefix()) && key.value().compareTo(after) > 0) {
        if (page.size() == pageSize) {
          return ListPage.of(page, page.get(pageSize - 1).key().value());
        }
        page.add(describe(key));
      }
    }
    return ListPage.of(page, null);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public HealthState health() {
    return HealthState.up(name);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return name;
  }

  private StoredObject describe(StorageKey key) {
    return StoredObject.builder(key, objects.get(key).length, Instant.EPOCH, "1").build();
  }
}
