package io.energyops.process;

import io.energyops.error.EnergyOpsException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a JVM that was killed left of its sandboxes: processes of a supervisor that was killed too,
 * control groups, folders. A run whose supervisor lives ends by itself soon after its JVM.
 */
final class SandboxRemains {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxRemains.class);

  /** Longer than it takes from making a folder to the specification in it. */
  private static final Duration UNSTARTED = Duration.ofHours(1);

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Path workRoot;
  private final LongSupplier nanoTicker;
  private final Clock clock;

  SandboxRemains(Path workRoot, LongSupplier nanoTicker, Clock clock) {
    this.workRoot = workRoot;
    this.nanoTicker = nanoTicker;
    this.clock = clock;
  }

  /** Removes what nobody owns any more; returns how many runs that were. */
  int remove() {
    int removed = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(workRoot, Files::isDirectory)) {
      for (Path folder : folders) {
        try {
          removed += remove(folder) ? 1 : 0;
        } catch (EnergyOpsException | IOException e) {
          LOG.warn("What is left of a sandbox in {} could not be removed", folder, e);
        }
      }
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      LOG.warn("Remains of sandboxes in {} could not be looked for", workRoot, e);
    }
    return removed;
  }

  private boolean remove(Path folder) throws IOException {
    WorkFolder run = WorkFolder.at(workRoot, folder.getFileName().toString());
    ControlDirectory control = new ControlDirectory(run.control());
    Optional<RecordMembers> spec = control.read(ControlDirectory.SPEC);
    if (spec.isEmpty()) {
      Instant made = Files.getLastModifiedTime(folder).toInstant();
      if (made.isAfter(clock.instant().minus(UNSTARTED))) {
        return false;
      }
    } else if (spec.get().identity("owner").filter(SandboxRemains::mayLive).isPresent()
        || !ended(run.control())) {
      return false;
    }
    RunGroups.of(control).remove();
    run.remove();
    return true;
  }

  /** A JVM of another container cannot be seen from here, so it is taken to live. */
  private static boolean mayLive(ProcessIdentity owner) {
    Optional<ProcessIdentity> self = ProcessIdentity.of(ProcessHandle.current().pid());
    if (self.isEmpty() || !self.get().bootId().equals(owner.bootId())) {
      return self.isEmpty();
    }
    return self.get().pidNamespace() != owner.pidNamespace()
        || ProcessIdentity.of(owner.pid()).equals(Optional.of(owner));
  }

  private boolean ended(Path control) {
    SupervisedProcess process = Supervisor.create(nanoTicker).attach(control);
    long begun = nanoTicker.getAsLong();
    while (process.end().isEmpty()) {
      if (process.supervisorAlive() || nanoTicker.getAsLong() - begun > LIMIT_NANOS) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }
}
