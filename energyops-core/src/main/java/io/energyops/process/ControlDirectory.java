package io.energyops.process;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files through which JVM and supervisor talk. Each has one writer. */
final class ControlDirectory {

  static final String PROGRAM = "supervisor.py";
  private static final String CONFINEMENT = "confinement.py";
  static final String SPEC = "spec.json";
  static final String CLAIM = "claim";
  private static final String REVOKED = "revoked";
  static final String GROUPS = "groups";
  static final String STARTED = "started";
  static final String SPOOL = "spool";
  static final String LEASE = "lease";
  static final String KILL = "kill";
  static final String EXIT = "exit";
  static final String LOG = "supervisor.log";

  private final Path path;
  private final FileRetry retry = FileRetry.system();

  ControlDirectory(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Makes the directory of a run that begins now. */
  static ControlDirectory begin(LaunchSpec spec) {
    ControlDirectory control = new ControlDirectory(spec.controlDirectory());
    control.create();
    Map<String, Object> members = new LinkedHashMap<>(spec.toMap());
    ProcessIdentity.of(ProcessHandle.current().pid())
        .ifPresent(owner -> members.put("owner", owner.toMap()));
    if (!control.writeNew(SPEC, members)) {
      throw new EnergyOpsException(
          ErrorCode.EXECUTION_NOT_STARTED,
          "A run was started in "
              + control.path()
              + " before; give each run a directory of its own");
    }
    control.replace(LEASE, Map.of());
    return control;
  }

  void create() {
    try {
      Files.createDirectories(path, PrivateMode.of(path));
    } catch (IOException e) {
      throw failure("create", path, e);
    }
  }

  /** Returns false when the file is there already. */
  boolean writeNew(String name, Map<String, ?> members) {
    try {
      Files.writeString(file(name), Json.write(members), StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw failure("write", file(name), e);
    }
  }

  void replace(String name, Map<String, ?> members) {
    Path next = file(name + ".next");
    try {
      Files.writeString(next, Json.write(members));
      retry.call(() -> Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE));
    } catch (IOException e) {
      throw failure("write", file(name), e);
    }
  }

  /**
   * Never makes the file anew: a late writer must not bring back a directory under removal. Never
   * shortens it either: on a full disk its room would be gone.
   */
  void overwrite(String name, String text) {
    try {
      Files.writeString(file(name), text, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failure("write", file(name), e);
    }
  }

  boolean has(String name) {
    return Files.exists(file(name));
  }

  /** Empty when the file is missing or holds no JSON object. */
  Optional<RecordMembers> read(String name) {
    try {
      Map<String, @Nullable Object> members =
          Json.read(retry.call(() -> Files.readString(file(name))));
      return Optional.of(new RecordMembers(members));
    } catch (NoSuchFileException | InvalidArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("read", file(name), e);
    }
  }

  /** What the owner wrote last to show that it lives; empty when there is none. */
  String lease() {
    try {
      return retry.call(() -> Files.readString(file(LEASE)));
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw failure("read", file(LEASE), e);
    }
  }

  /** Keeps a supervisor that has not begun from ever beginning; false when one has. */
  boolean revoke() {
    return writeNew(CLAIM, Map.of(REVOKED, true));
  }

  /** Makes the claim with its content in one step; false when somebody holds it. */
  boolean claim(ProcessIdentity claimant) {
    Path own = file(CLAIM + ".own");
    try {
      Files.writeString(own, Json.write(claimant.toMap()));
      // Without replacing: on Windows, the one system that comes here, that is one step.
      Files.move(own, file(CLAIM));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw failure("write", file(CLAIM), e);
    }
  }

  /** Who supervises, or did. */
  Optional<ProcessIdentity> claimant() {
    return read(CLAIM).flatMap(claim -> ProcessIdentity.fromMap(claim.values()));
  }

  boolean isRevoked() {
    return read(CLAIM).map(claim -> claim.flag(REVOKED)).orElse(false);
  }

  /** The supervisor's last words, cut at 300 characters, for a message. */
  Optional<String> lastLogLine() {
    try {
      List<String> lines = Files.readString(file(LOG)).strip().lines().toList();
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(lines.get(lines.size() - 1)).map(l -> l.substring(0, cut(l)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A copy per run: the program goes on when the jar it came from is moved or replaced. */
  Path copyProgram() {
    copy(CONFINEMENT);
    return copy(PROGRAM);
  }

  private Path copy(String name) {
    Path target = file(name);
    try (InputStream source = ControlDirectory.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new IOException("The resource " + name + " is not in the jar");
      }
      Files.write(target, source.readAllBytes());
      return target;
    } catch (IOException e) {
      throw failure("write", target, e);
    }
  }

  private static int cut(String line) {
    return Math.min(line.length(), 300);
  }

  private static EnergyOpsException failure(String verb, Path file, IOException cause) {
    return new EnergyOpsException(
        ErrorCode.RUN_DIRECTORY_FAILURE, "Could not " + verb + " " + file, cause);
  }
}
