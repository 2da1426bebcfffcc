package io.energyops.storage.s3;

import io.energyops.storage.BulkDeleteResult;
import io.energyops.storage.ByteRange;
import io.energyops.storage.Capability;
import io.energyops.storage.HealthState;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredContent;
import io.energyops.storage.StoredObject;
import io.energyops.storage.UnsupportedCapabilityException;
import io.energyops.storage.WriteCondition;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Puts the parts together: who may call when, and what the server's failures mean. */
final class S3Backend implements StorageBackend {

  private final Bucket bucket;
  private final Set<Capability> capabilities;
  private final Lifetime lifetime;
  private final Heads heads;
  private final Writes writes;
  private final Copies copies;

  S3Backend(
      Bucket bucket,
      Writes writes,
      Copies copies,
      Set<Capability> capabilities,
      Lifetime lifetime) {
    this.bucket = bucket;
    this.heads = writes.heads();
    this.writes = writes;
    this.copies = copies;
    this.capabilities = Set.copyOf(capabilities);
    this.lifetime = lifetime;
  }

  @Override
  public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
    return use(
        () -> "write object '" + key + "'",
        () -> {
          require(condition);
          return writes.save(key, source, condition);
        });
  }

  @Override
  public StoredContent open(StorageKey key, ByteRange range) {
    return use(() -> "open object '" + key + "'", () -> new Reads(bucket, heads).open(key, range));
  }

  @Override
  public Optional<StoredObject> stat(StorageKey key) {
    return use(
        () -> "look at object '" + key + "'",
        () -> heads.find(key).map(head -> Descriptions.of(key, head)));
  }

  @Override
  public boolean delete(StorageKey key) {
    return use(() -> "delete object '" + key + "'", () -> new Deletes(bucket, heads).one(key));
  }

  @Override
  public BulkDeleteResult deleteAll(Collection<StorageKey> keys) {
    return use(() -> "delete objects", () -> new Deletes(bucket, heads).all(keys));
  }

  @Override
  public ListPage list(ListRequest request) {
    return use(() -> "list '" + request.prefix() + "'", () -> new Listing(bucket, request).page());
  }

  @Override
  public StoredObject copy(StorageKey from, StorageKey to, WriteCondition condition) {
    return use(
        () -> "copy object '" + from + "' to '" + to + "'",
        () -> {
          require(condition);
          return copies.copy(from, to, condition);
        });
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public HealthState health() {
    return lifetime.isClosed() ? HealthState.down(bucket + " was closed") : S3Health.check(bucket);
  }

  /** Ends the use of the bucket; a client that the host gave stays open. */
  @Override
  public void close() {
    lifetime.close();
  }

  @Override
  public String toString() {
    return bucket.toString();
  }

  private <T> T use(Supplier<String> action, Supplier<T> work) {
    lifetime.enter(toString());
    try {
      return work.get();
    } catch (SdkException | UncheckedIOException e) {
      throw Failures.of(bucket, action.get(), e);
    } finally {
      lifetime.leave();
    }
  }

  private void require(WriteCondition condition) {
    if (condition instanceof WriteCondition.IfAbsent) {
      require(Capability.IF_ABSENT);
    } else if (condition instanceof WriteCondition.IfMatch) {
      require(Capability.IF_MATCH);
    }
  }

  private void require(Capability capability) {
    if (!capabilities.contains(capability)) {
      throw new UnsupportedCapabilityException(capability, toString());
    }
  }
}
