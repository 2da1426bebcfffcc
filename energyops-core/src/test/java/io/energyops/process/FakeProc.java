package io.energyops.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@code /proc} made of files. */
final class FakeProc {

  private final Path root;

  FakeProc(Path root) {
    this.root = root;
    boot("boot-a");
    namespace(4026531836L);
    bootTime(1_700_000_000);
  }

  ProcReader reader() {
    return new ProcFs(root);
  }

  FakeProc boot(String id) {
    return write("sys/kernel/random/boot_id", id + "\n");
  }

  FakeProc bootTime(long seconds) {
    return write("stat", "cpu 0 0 0 0\nbtime " + seconds + "\n");
  }

  FakeProc namespace(long inode) {
    try {
      Path link = root.resolve("self/ns/pid");
      Files.createDirectories(link.getParent());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of("pid:[" + inode + "]"));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeProc process(long pid, String name, char state, long group, long ticks) {
    String rest = " 0 -1 4194560 1 0 0 0 5 2 0 0 20 0 1 0 ";
    return write(
        pid + "/stat",
        pid + " (" + name + ") " + state + " 1 " + group + " " + group + rest + ticks + " 0 0\n");
  }

  FakeProc environment(long pid, String block) {
    return write(pid + "/environ", block);
  }

  private FakeProc write(String file, String text) {
    try {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
