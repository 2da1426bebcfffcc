package io.energyops.execution;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.process.WorkFolder;
import io.energyops.run.ExecutionId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The private folders of this node's runs, one for each execution. */
final class RunFolders {

  static final String INPUTS = "inputs";
  static final String OUTPUTS = "outputs";

  private final Path root;

  RunFolders(Path root) {
    this.root = root;
  }

  WorkFolder create(ExecutionId id) {
    return WorkFolder.create(root, name(id));
  }

  WorkFolder existing(ExecutionId id) {
    return WorkFolder.at(root, name(id));
  }

  /** Notes whose run it is, beside the folders of program and supervisor. */
  void claim(ExecutionId id, String owner) {
    Path file = ownerFile(id);
    try {
      Files.writeString(file, owner);
    } catch (IOException e) {
      throw new EnergyOpsException(ErrorCode.RUN_DIRECTORY_FAILURE, "Could not write " + file, e);
    }
  }

  Optional<String> owner(ExecutionId id) {
    try {
      return Optional.of(Files.readString(ownerFile(id)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path ownerFile(ExecutionId id) {
    return existing(id).control().resolveSibling("owner");
  }

  boolean exists(ExecutionId id) {
    return Files.isDirectory(root.resolve(name(id)));
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    if (!Files.isDirectory(root)) {
      return names;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
      folders.forEach(folder -> names.add(String.valueOf(folder.getFileName())));
      return names;
    } catch (IOException e) {
      throw new EnergyOpsException(
          ErrorCode.RUN_DIRECTORY_FAILURE,
          "The folders of runs in " + root + " cannot be listed",
          e);
    }
  }

  WorkFolder named(String name) {
    return WorkFolder.at(root, name);
  }

  static String id(String name) {
    return name.replace("%3A", ":");
  }

  // A colon is a stream of another file on Windows, and a dot may not lead.
  private static String name(ExecutionId id) {
    return id.value().replace(":", "%3A");
  }
}
