package io.energyops.storage.conformance;

import io.energyops.storage.Capability;
import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageAlreadyExistsException;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageConflictException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import io.energyops.storage.WriteCondition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Conditions that are checked wrongly, and capabilities that are declared wrongly. */
final class ConditionFaults {

  private static final WriteCondition NONE = WriteCondition.none();

  private ConditionFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("checks ifAbsent, then writes", "absent-one-winner-late", CheckThenAct::new),
        Fault.of("locks ifAbsent within one instance", "absent-two-instances", OwnLock::new),
        Fault.of("ignores ifAbsent", "absent-refuses absent-one-winner", IgnoreAbsent::new),
        Fault.of("ignores ifMatch", "match-stale match-one-winner", IgnoreMatch::new),
        Fault.of("lets ifMatch create", "match-missing", MatchCreates::new),
        Fault.of(
            "checks ifMatch, then writes", "match-one-winner match-no-lost-update", MatchLate::new),
        hiding("does ifAbsent undeclared", "honest-if-absent", Capability.IF_ABSENT),
        hiding("does ifMatch undeclared", "honest-if-match", Capability.IF_MATCH),
        hiding("copies undeclared", "honest-copy", Capability.COPY),
        hiding("moves undeclared", "honest-move", Capability.MOVE),
        boasting("declares a copy that it has not", "honest-copy copy-content", Capability.COPY),
        boasting(
            "declares checksums that it has not", "honest-sha256 sha256-known", Capability.SHA256),
        new Fault(
            "writes without the condition that it cannot check",
            List.of("honest-if-absent", "honest-if-match"),
            Set.of(),
            Unchecked::new),
        Fault.of("lets callers change its capabilities", "honest-set", Changeable::new));
  }

  private static Fault hiding(String name, String meant, Capability hidden) {
    return Fault.of(
        name, meant, real -> new Declaring(real, EnumSet.complementOf(EnumSet.of(hidden))));
  }

  private static Fault boasting(String name, String meant, Capability lacking) {
    return new Fault(
        name,
        List.of(meant.split(" ", -1)),
        EnumSet.complementOf(EnumSet.of(lacking)),
        real -> new Declaring(real, EnumSet.allOf(Capability.class)));
  }

  private static final class Declaring extends Forwarding {

    private final Set<Capability> declared;

    Declaring(StorageBackend real, Set<Capability> declared) {
      super(real);
      this.declared = declared;
    }

    @Override
    public Set<Capability> capabilities() {
      return declared;
    }
  }

  private static final class CheckThenAct extends Forwarding {
    CheckThenAct(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      if (condition instanceof WriteCondition.IfAbsent) {
        if (real.stat(key).isPresent()) {
          throw new StorageAlreadyExistsException(key);
        }
        return real.save(key, source, NONE);
      }
      return real.save(key, source, condition);
    }
  }

  private static final class OwnLock extends Forwarding {

    private final ReentrantLock lock = new ReentrantLock();

    OwnLock(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      if (!(condition instanceof WriteCondition.IfAbsent)) {
        return real.save(key, source, condition);
      }
      lock.lock();
      try {
        if (real.stat(key).isPresent()) {
          throw new StorageAlreadyExistsException(key);
        }
        Pause.shortly();
        return real.save(key, source, NONE);
      } finally {
        lock.unlock();
      }
    }
  }

  private static final class IgnoreAbsent extends Forwarding {
    IgnoreAbsent(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      boolean absent = condition instanceof WriteCondition.IfAbsent;
      return real.save(key, source, absent ? NONE : condition);
    }
  }

  private static final class IgnoreMatch extends Forwarding {
    IgnoreMatch(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      boolean match = condition instanceof WriteCondition.IfMatch;
      return real.save(key, source, match ? NONE : condition);
    }
  }

  private static final class MatchCreates extends Forwarding {
    MatchCreates(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      boolean missing = condition instanceof WriteCondition.IfMatch && real.stat(key).isEmpty();
      return real.save(key, source, missing ? NONE : condition);
    }
  }

  private static final class MatchLate extends Forwarding {
    MatchLate(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      if (!(condition instanceof WriteCondition.IfMatch match)) {
        return real.save(key, source, condition);
      }
      if (real.stat(key).filter(o -> o.version().equals(match.version())).isEmpty()) {
        throw StorageConflictException.versionMismatch(key, match.version());
      }
      Pause.shortly();
      return real.save(key, source, NONE);
    }
  }

  private static final class Unchecked extends Forwarding {
    Unchecked(StorageBackend real) {
      super(real);
    }

    @Override
    public StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition) {
      return real.save(key, source, NONE);
    }
  }

  private static final class Changeable extends Forwarding {

    private final Set<Capability> declared = EnumSet.allOf(Capability.class);

    Changeable(StorageBackend real) {
      super(real);
    }

    @Override
    public Set<Capability> capabilities() {
      return declared;
    }
  }
}
