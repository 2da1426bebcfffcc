package io.energyops.storage.local;

import io.energyops.storage.ObjectSource;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageKey;
import io.energyops.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/**
 * A process that writes until it is killed, and says of each write when it begins, half-way, and
 * when it was acknowledged. Given the number of a write, it stops there half-way.
 */
final class CrashingWriter {

  static final int KEYS = 5;

  private CrashingWriter() {}

  public static void main(String[] args) throws IOException {
    long seed = Long.parseLong(args[1]);
    int stopAt = Integer.parseInt(args[2]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Random random = new Random(seed);
    try (StorageBackend storage = LocalStorage.open(Path.of(args[0]))) {
      for (int i = 0; ; i++) {
        boolean fresh = i % 4 == 3;
        StorageKey key =
            StorageKey.of(fresh ? "new/" + seed + "-" + i : "old/" + random.nextInt(KEYS));
        byte[] content = new byte[1 + random.nextInt(300_000)];
        random.nextBytes(content);
        String write = key + " " + Sha256.of(content);
        out.println("BEGIN " + write);
        Runnable halfWay = i == stopAt ? () -> waitForever(out) : () -> {};
        storage.save(
            key,
            source(content, halfWay),
            fresh ? WriteCondition.ifAbsent() : WriteCondition.none());
        out.println("DONE " + write);
      }
    }
  }

  private static ObjectSource source(byte[] content, Runnable halfWay) {
    return () ->
        new FilterInputStream(new ByteArrayInputStream(content)) {
          private int left = content.length / 2;

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
              halfWay.run();
              left = -1;
            }
            int n = super.read(target, offset, left < 0 ? length : Math.min(length, left));
            left -= left < 0 ? 0 : n;
            return n;
          }
        };
  }

  private static void waitForever(PrintStream out) {
    out.println("HALF");
    try (InputStream parent = System.in) {
      if (parent.read() < 0) {
        throw new IllegalStateException("nobody is there to kill this process");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
