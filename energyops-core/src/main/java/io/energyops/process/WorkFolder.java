package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.sandbox.IsolationRequest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The private folder of one run: the program's work folder and, beside it and out of its way, the
 * control directory.
 */
@Internal
public final class WorkFolder {

  private final Path root;

  private WorkFolder(Path root) {
    this.root = root;
  }

  /**
   * Makes a folder that only this user may enter.
   *
   * @param parent where, made where it is missing
   * @param name its name
   * @return the folder
   * @throws EnergyOpsException with {@link ErrorCode#RUN_DIRECTORY_FAILURE} when it is there
   *     already or cannot be made
   */
  public static WorkFolder create(Path parent, String name) {
    Path root = parent.resolve(name);
    try {
      Files.createDirectories(parent);
      Files.createDirectory(root, PrivateMode.of(root));
      Files.createDirectory(root.resolve("work"), PrivateMode.of(root));
      Files.createDirectory(root.resolve("tmp"), PrivateMode.of(root));
      return new WorkFolder(root);
    } catch (IOException e) {
      throw new EnergyOpsException(
          ErrorCode.RUN_DIRECTORY_FAILURE, "Could not make the private folder " + root, e);
    }
  }

  /**
   * Names a folder that may be there.
   *
   * @param parent where
   * @param name its name
   * @return the folder
   */
  public static WorkFolder at(Path parent, String name) {
    return new WorkFolder(parent.resolve(name));
  }

  /**
   * Returns the program's work folder.
   *
   * @return a path below the folder
   */
  public Path work() {
    return root.resolve("work");
  }

  /**
   * Returns the folders of which a program's isolation has to know.
   *
   * @return paths below the folder
   */
  public IsolationRequest.Places places() {
    return new IsolationRequest.Places(work(), root.resolve("tmp"), control());
  }

  /**
   * Returns the supervisor's folder.
   *
   * @return a path below the folder
   */
  public Path control() {
    return root.resolve("control");
  }

  /**
   * Removes everything and follows no link. A tree of any depth needs two open directories: what
   * lies deeper is moved up first. A folder that is gone is fine. On Windows files that stay locked
   * for a moment after the end of a process are waited for, two seconds each.
   *
   * @throws EnergyOpsException with {@link ErrorCode#RUN_DIRECTORY_FAILURE} when something could
   *     not be removed
   */
  public void remove() {
    try {
      if (Windows.here()) {
        new WindowsRemoval(FileRetry.system()).remove(root);
        return;
      }
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
        if (!(stream instanceof SecureDirectoryStream<Path> top)) {
          throw new IOException("This file system offers no safe way to remove a tree");
        }
        new Removal(top).run();
      }
      Files.delete(root);
    } catch (NoSuchFileException e) {
      // Removed before.
    } catch (IOException e) {
      throw new EnergyOpsException(
          ErrorCode.RUN_DIRECTORY_FAILURE, "Could not remove the private folder " + root, e);
    }
  }

  /** One removal; its streams work on open directories, which nobody can exchange for a link. */
  private final class Removal {

    private final SecureDirectoryStream<Path> top;
    private long moved;

    Removal(SecureDirectoryStream<Path> top) {
      this.top = top;
    }

    void run() throws IOException {
      boolean again = true;
      while (again) {
        again = false;
        try (DirectoryStream<Path> names = Files.newDirectoryStream(root)) {
          for (Path name : names) {
            again = true;
            remove(name.getFileName());
          }
        }
      }
    }

    private void remove(Path name) throws IOException {
      if (!isDirectory(top, name)) {
        top.deleteFile(name);
        return;
      }
      allow(name);
      try (SecureDirectoryStream<Path> inner =
          top.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        for (Path path : inner) {
          Path child = path.getFileName();
          if (isDirectory(inner, child)) {
            allow(name.resolve(child));
            inner.move(child, top, name.getFileSystem().getPath("removed-" + moved++));
          } else {
            inner.deleteFile(child);
          }
        }
      }
      top.deleteDirectory(name);
    }

    private boolean isDirectory(SecureDirectoryStream<Path> in, Path name) throws IOException {
      return in.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes()
          .isDirectory();
    }

    /**
     * The program may have taken its own rights away; a directory without them cannot be listed.
     */
    private void allow(Path name) throws IOException {
      Path path = root.resolve(name);
      if (!Files.isWritable(path) || !Files.isReadable(path) || !Files.isExecutable(path)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }
}
