package io.energyops.process;

import io.energyops.process.ProcessIdentity.Presence;
import java.util.Optional;

/** The supervisor as this JVM can reach it: as its child, or by an identity in a file. */
interface SupervisorHandle {

  Presence presence();

  /** Makes it look at the control directory at once; without effect when it is gone. */
  void wake();

  static SupervisorHandle child(Process process) {
    return new SupervisorHandle() {
      @Override
      public Presence presence() {
        return process.isAlive() ? Presence.ALIVE : Presence.GONE;
      }

      @Override
      public void wake() {
        process.destroy();
      }
    };
  }

  static SupervisorHandle adopted(ProcReader proc, Optional<ProcessIdentity> supervisor) {
    return new SupervisorHandle() {
      @Override
      public Presence presence() {
        return supervisor.map(s -> s.presence(proc)).orElse(Presence.GONE);
      }

      @Override
      public void wake() {
        if (supervisor.isPresent()) {
          Optional<ProcessHandle> handle = ProcessHandle.of(supervisor.get().pid());
          if (presence() == Presence.ALIVE) {
            handle.ifPresent(ProcessHandle::destroy);
          }
        }
      }
    };
  }

  /** Another JVM, or a part of this one, that looks at the control directory by itself. */
  static SupervisorHandle watched(ProcReader proc, Optional<ProcessIdentity> owner) {
    return new SupervisorHandle() {
      @Override
      public Presence presence() {
        return owner.map(o -> o.presence(proc)).orElse(Presence.GONE);
      }

      @Override
      public void wake() {
        // It is a host's JVM: a signal would end it.
      }
    };
  }
}
