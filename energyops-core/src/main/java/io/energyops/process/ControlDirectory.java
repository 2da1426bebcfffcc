package io.energyops.process;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files through which JVM and supervisor talk. Each has one writer. */
final class ControlDirectory {

  static final String PROGRAM = "supervisor.py";
  static final String SPEC = "spec.json";
  static final String CLAIM = "claim";
  private static final String REVOKED = "revoked";
  static final String STARTED = "started";
  static final String SPOOL = "spool";
  static final String LEASE = "lease";
  static final String KILL = "kill";
  static final String EXIT = "exit";
  static final String LOG = "supervisor.log";

  private final Path path;

  ControlDirectory(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  void create() {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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
      Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE);
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
      Map<String, @Nullable Object> members = Json.read(Files.readString(file(name)));
      return Optional.of(new RecordMembers(members));
    } catch (NoSuchFileException | InvalidArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("read", file(name), e);
    }
  }

  /** Keeps a supervisor that has not begun from ever beginning; false when one has. */
  boolean revoke() {
    return writeNew(CLAIM, Map.of(REVOKED, true));
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
    Path target = file(PROGRAM);
    try (InputStream source = ControlDirectory.class.getResourceAsStream(PROGRAM)) {
      if (source == null) {
        throw new IOException("The resource " + PROGRAM + " is not in the jar");
      }
      Files.writeString(target, new String(source.readAllBytes(), StandardCharsets.UTF_8));
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
