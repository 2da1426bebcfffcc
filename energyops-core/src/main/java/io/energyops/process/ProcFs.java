package io.energyops.process;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a mounted {@code /proc}. Stateless. */
final class ProcFs implements ProcReader {

  private static final int COMMAND_LENGTH = 200;

  private final Path root;

  ProcFs(Path root) {
    this.root = root;
  }

  static ProcFs system() {
    Path root = Path.of("/proc");
    if (!Files.isReadable(root.resolve("self/stat"))) {
      throw new EnergyOpsException(
          ErrorCode.UNSUPPORTED,
          "Running programs under a supervisor needs Linux with /proc mounted; this platform ("
              + System.getProperty("os.name")
              + ") does not have it");
    }
    return new ProcFs(root);
  }

  @Override
  public Optional<ProcStat> stat(long pid) {
    try {
      byte[] text = Files.readAllBytes(entry(pid, "stat"));
      // A process that ends between opening and reading leaves nothing to read.
      return text.length == 0
          ? Optional.empty()
          : Optional.of(ProcStat.parse(pid, new String(text, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<ProcStat> all() {
    return pids().stream().flatMap(pid -> stat(pid).stream()).toList();
  }

  @Override
  public List<Long> pids() {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[0-9]*")) {
      for (Path entry : entries) {
        found.add(Long.parseLong(entry.getFileName().toString()));
      }
    } catch (IOException e) {
      throw unreadable("the process table", e);
    }
    return found;
  }

  @Override
  public boolean hasEnvironmentEntry(long pid, String entry) {
    try {
      byte[] block = Files.readAllBytes(entry(pid, "environ"));
      return Arrays.asList(new String(block, StandardCharsets.ISO_8859_1).split("\0", -1))
          .contains(entry);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String command(ProcStat process) {
    String line = "";
    try {
      line =
          new String(Files.readAllBytes(entry(process.pid(), "cmdline")), StandardCharsets.UTF_8)
              .replace('\0', ' ')
              .strip();
    } catch (IOException e) {
      // It has ended since: its name is what is left to tell.
    }
    String shown = line.isEmpty() ? "[" + process.name() + "]" : line;
    return shown.length() <= COMMAND_LENGTH ? shown : shown.substring(0, COMMAND_LENGTH);
  }

  @Override
  public String bootId() {
    try {
      return Files.readString(root.resolve("sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      throw unreadable("the boot id", e);
    }
  }

  @Override
  public long pidNamespace() {
    try {
      String link = Files.readSymbolicLink(root.resolve("self/ns/pid")).toString();
      return Long.parseLong(link.substring(link.indexOf('[') + 1, link.indexOf(']')));
    } catch (IOException e) {
      throw unreadable("the pid namespace", e);
    }
  }

  private Path entry(long pid, String name) {
    return root.resolve(Long.toString(pid)).resolve(name);
  }

  private EnergyOpsException unreadable(String what, IOException cause) {
    return new EnergyOpsException(
        ErrorCode.UNSUPPORTED, "Could not read " + what + " below " + root, cause);
  }
}
