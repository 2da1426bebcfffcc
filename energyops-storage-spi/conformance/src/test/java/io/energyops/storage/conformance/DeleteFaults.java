package io.energyops.storage.conformance;

import io.energyops.storage.BulkDeleteResult;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageNotFoundException;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Deletes, copies and moves that do too much, too little, or say otherwise. */
final class DeleteFaults {

  private static final WriteCondition NONE = WriteCondition.none();

  private DeleteFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "deletes nothing",
            "delete-there delete-large delete-recreate absent-after-delete list-deleted",
            Keeping::new),
        Fault.of("pulls the folder from under a write", "load-siblings", PullingFolders::new),
        Fault.of("deletes a/b with a", "nested-delete-parent", Subtree::new),
        Fault.of("deletes run/10 with run/1", "delete-one bulk-exact", ByPrefix::new),
        Fault.of(
            "says that what is missing was there",
            "delete-missing simple-delete",
            AlwaysThere::new),
        Fault.of(
            "throws when what it deletes is missing", "delete-missing bulk-mixed", Strict::new),
        Fault.of("stops a bulk delete at the first failure", "bulk-failures", StopsAtFailure::new),
        Fault.of("stops a bulk delete at the first missing key", "bulk-mixed", StopsAtMissing::new),
        Fault.of("deletes 1000 at most", "bulk-over-1000", Thousand::new),
        Fault.of("refuses a bulk delete without keys", "bulk-empty", NeedsKeys::new),
        Fault.of(
            "deletes the old key before it writes the new", "move-never-nowhere", Nowhere::new),
        Fault.of("leaves the old key after a move", "move-gone", Staying::new),
        Fault.of("copies without the content type", "copy-content", UntypedCopy::new),
        Fault.of(
            "ignores the condition of a copy",
            "copy-if-absent copy-one-winner",
            UncheckedCopy::new),
        Fault.of("moves an object onto itself", "move-onto-itself", OntoItself::new));
  }

  private static final class Subtree extends Forwarding {
    Subtree(StorageBackend real) {
      super(real);
    }

    @Override
    public boolean delete(StorageKey key) {
      real.list(key + "/").forEach(real::delete);
      return super.delete(key);
    }
  }

  private static final class ByPrefix extends Forwarding {
    ByPrefix(StorageBackend real) {
      super(real);
    }

    @Override
    public boolean delete(StorageKey key) {
      boolean there = super.delete(key);
      real.list(key.value()).forEach(real::delete);
      return there;
    }
  }

  private static final class AlwaysThere extends Forwarding {
    AlwaysThere(StorageBackend real) {
      super(real);
    }

    @Override
    public boolean delete(StorageKey key) {
      super.delete(key);
      return true;
    }
  }

  private static final class Strict extends Forwarding {
    Strict(StorageBackend real) {
      super(real);
    }

    @Override
    public boolean delete(StorageKey key) {
      if (!super.delete(key)) {
        throw new StorageNotFoundException(key);
      }
      return true;
    }
  }

  private static final class StopsAtFailure extends Forwarding {
    StopsAtFailure(StorageBackend real) {
      super(real);
    }

    @Override
    public BulkDeleteResult deleteAll(Collection<StorageKey> keys) {
      BulkDeleteResult.Builder result = BulkDeleteResult.builder();
      for (StorageKey key : keys) {
        BulkDeleteResult one = super.deleteAll(List.of(key));
        one.deleted().forEach(result::deleted);
        one.missing().forEach(result::missing);
        one.failed().forEach(result::failed);
        if (!one.isComplete()) {
          break;
        }
      }
      return result.build();
    }
  }

  private static final class StopsAtMissing extends Forwarding {
    StopsAtMissing(StorageBackend real) {
      super(real);
    }

    @Override
    public BulkDeleteResult deleteAll(Collection<StorageKey> keys) {
      return super.deleteAll(keys.stream().takeWhile(key -> stat(key).isPresent()).toList());
    }
  }

  private static final class Thousand extends Forwarding {
    Thousand(StorageBackend real) {
      super(real);
    }

    @Override
    public BulkDeleteResult deleteAll(Collection<StorageKey> keys) {
      return super.deleteAll(keys.stream().limit(1000).toList());
    }
  }

  private static final class NeedsKeys extends Forwarding {
    NeedsKeys(StorageBackend real) {
      super(real);
    }

    @Override
    public BulkDeleteResult deleteAll(Collection<StorageKey> keys) {
      if (keys.isEmpty()) {
        throw new StorageException(StorageErrorCode.INVALID_ARGUMENT, "No keys", null);
      }
      return super.deleteAll(keys);
    }
  }

  private static final class Nowhere extends Forwarding {
    Nowhere(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject move(StorageKey from, StorageKey to, WriteCondition condition) {
      StorageKey between = StorageKey.of("between");
      real.move(from, between, NONE);
      Pause.shortly();
      return real.move(between, to, condition);
    }
  }

  private static final class Staying extends Forwarding {
    Staying(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject move(StorageKey from, StorageKey to, WriteCondition condition) {
      return real.copy(from, to, condition);
    }
  }

  private static final class UntypedCopy extends Forwarding {
    UntypedCopy(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject copy(StorageKey from, StorageKey to, WriteCondition condition) {
      real.copy(from, to, condition);
      return real.save(to, ObjectSource.of(real.read(from.value())), NONE);
    }
  }

  private static final class UncheckedCopy extends Forwarding {
    UncheckedCopy(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject copy(StorageKey from, StorageKey to, WriteCondition condition) {
      return real.copy(from, to, NONE);
    }
  }

  private static final class OntoItself extends Forwarding {
    OntoItself(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject move(StorageKey from, StorageKey to, WriteCondition condition) {
      return from.equals(to) ? real.stat(from).orElseThrow() : real.move(from, to, condition);
    }
  }

  private static final class Keeping extends Forwarding {
    Keeping(StorageBackend real) {
      super(real);
    }

    @Override
    public boolean delete(StorageKey key) {
      return real.stat(key).isPresent();
    }
  }

  /** A delete removes the folder that a write has just made sure of. */
  private static final class PullingFolders extends Forwarding {

    private final AtomicInteger removed = new AtomicInteger();

    PullingFolders(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      int before = removed.get();
      Pause.shortly();
      if (removed.get() != before) {
        throw new StorageUnavailableException("The folder of '" + key + "' is gone", null, null);
      }
      return super.save(key, source, condition);
    }

    @Override
    public boolean delete(StorageKey key) {
      removed.incrementAndGet();
      return super.delete(key);
    }
  }
}
