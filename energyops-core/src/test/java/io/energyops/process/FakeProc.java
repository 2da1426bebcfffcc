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
    return write(pid, name, state, 1, group, group, 1, ticks);
  }

  FakeProc linked(long pid, long parent, long group, long session, long ticks) {
    return write(pid, "linked", 'S', parent, group, session, 1, ticks);
  }

  FakeProc threads(long pid, char state, long group, long threads, long ticks) {
    return write(pid, "threads", state, 1, group, group, threads, ticks);
  }

  FakeProc gone(long pid) {
    try {
      Files.delete(root.resolve(pid + "/stat"));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FakeProc write(
      long pid,
      String name,
      char state,
      long parent,
      long group,
      long session,
      long threads,
      long ticks) {
    String text =
        "%d (%s) %c %d %d %d 0 -1 4194560 1 0 0 0 5 2 0 0 20 0 %d 0 %d 0 0%n"
            .formatted(pid, name, state, parent, group, session, threads, ticks);
    return write(pid + "/stat", text);
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
