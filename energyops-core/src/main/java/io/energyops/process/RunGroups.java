package io.energyops.process;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control groups that a supervisor made for its run, when it cannot see to them any more. */
final class RunGroups {

  private static final Logger LOG = LoggerFactory.getLogger(RunGroups.class);

  static final RunGroups NONE = new RunGroups(List.of());

  private final List<Path> directories;

  RunGroups(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /** Those that the supervisor says it makes, before it makes them. */
  static RunGroups of(ControlDirectory control) {
    return control
        .read(ControlDirectory.GROUPS)
        .map(groups -> new RunGroups(groups.texts("directories").stream().map(Path::of).toList()))
        .orElse(NONE);
  }

  /** Every process in them; it is the kernel that keeps this list. */
  Set<Long> members() {
    Set<Long> found = new HashSet<>();
    for (Path directory : directories) {
      try {
        for (String line : Files.readAllLines(directory.resolve("cgroup.procs"))) {
          found.add(Long.parseLong(line));
        }
      } catch (IOException | NumberFormatException e) {
        LOG.trace("No members of {} can be read", directory, e);
      }
    }
    return found;
  }

  /** Takes the groups away that are empty, which is what a group may be removed in. */
  void remove() {
    for (Path directory : directories) {
      try {
        Files.deleteIfExists(directory);
      } catch (DirectoryNotEmptyException e) {
        LOG.warn("The control group {} has groups in it and stays", directory);
      } catch (IOException e) {
        LOG.warn("The control group {} could not be removed", directory, e);
      }
    }
  }
}
