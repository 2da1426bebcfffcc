package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.StorageBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer is killed in mid-write, again and again, over one root. */
class CrashTest { // S-01, S-02

  @TempDir private Path root;

  /** What each key may hold: what was acknowledged last, and what was begun after it. */
  private final Map<String, String> acknowledged = new TreeMap<>();

  private final Map<String, String> begun = new TreeMap<>();

  @Test
  @Timeout(300)
  void a_writer_killed_8_times_leaves_whole_objects_and_no_gap() throws Exception {
    killAgainAndAgain(8);
  }

  @Test
  @Tag("nightly")
  @Timeout(1800)
  void a_writer_killed_50_times_leaves_whole_objects_and_no_gap() throws Exception {
    killAgainAndAgain(50);
  }

  private void killAgainAndAgain(int times) throws Exception {
    Random random = new Random(times);
    int halves = 0;
    for (int i = 0; i < times; i++) {
      int writes = 1 + random.nextInt(12);
      boolean half = i % 2 == 0;
      halves += half ? 1 : 0;
      try (JavaProcess writer =
          JavaProcess.start(List.of(), CrashingWriter.class, root, i, half ? writes : -1)) {
        follow(writer, half ? Integer.MAX_VALUE : writes);
        writer.kill();
        follow(writer, Integer.MAX_VALUE);
      }
      checkObjects();
      assertTrue(litter().size() >= halves, "a write that was cut off half-way left its file");
    }
    checkSweep();
  }

  /** Reads what the writer says: to its half-way stop, to a number of writes, or to its end. */
  private void follow(JavaProcess writer, int writes) throws IOException {
    int done = 0;
    for (String line = writer.line();
        line != null && !line.equals("HALF");
        line = done == writes ? null : writer.line()) {
      String[] words = line.split(" ", 3);
      if (words[0].equals("BEGIN")) {
        begun.put(words[1], words[2]);
      } else {
        assertEquals(begun.remove(words[1]), words[2]);
        acknowledged.put(words[1], words[2]);
        done++;
      }
    }
  }

  private void checkObjects() {
    try (StorageBackend storage = LocalStorage.open(root)) {
      List<String> listed = storage.list("");
      assertTrue(listed.containsAll(acknowledged.keySet()), "an acknowledged write is missing");
      for (String key : listed) {
        String sha256 = Sha256.of(storage.read(key));
        String old = acknowledged.get(key);
        assertTrue(sha256.equals(old) || sha256.equals(begun.get(key)), "not whole: " + key);
        acknowledged.put(key, sha256);
      }
      begun.clear();
      storage.save("after", new byte[1]);
      assertTrue(storage.delete("after"));
    }
  }

  private List<String> litter() {
    return Trees.files(root).stream().filter(name -> name.contains("+tmp-")).toList();
  }

  private void checkSweep() throws IOException {
    List<String> left = litter();
    Path youngest = root.resolve(left.get(0));
    for (String name : left.subList(1, left.size())) {
      Files.setLastModifiedTime(
          root.resolve(name), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    }
    List<String> objects;
    try (StorageBackend storage = LocalStorage.open(root)) {
      objects = storage.list("");
      assertEquals(List.of(left.get(0)), litter(), "swept by age, not by name alone");
      assertNotNull(youngest);
    }
    assertFalse(objects.isEmpty());
    assertEquals(objects.size() + 1, Trees.files(root).size());
  }
}
