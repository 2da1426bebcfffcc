package io.energyops.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Moves one stream of a program into the spool until it ends. */
final class OutputPump implements Runnable {

  private static final int CHUNK = 65536;

  private final Frame.Stream stream;
  private final InputStream source;
  private final SpoolWriter spool;
  private final LongSupplier nanoTicker;
  private final Runnable changed;
  private volatile long lastChunk;
  private volatile boolean cut;
  private volatile boolean done;

  OutputPump(
      Frame.Stream stream,
      InputStream source,
      SpoolWriter spool,
      LongSupplier nanoTicker,
      Runnable changed) {
    this.stream = stream;
    this.source = source;
    this.spool = spool;
    this.nanoTicker = nanoTicker;
    this.changed = changed;
    this.lastChunk = nanoTicker.getAsLong();
  }

  @Override
  public void run() {
    byte[] chunk = new byte[CHUNK];
    try (source) {
      for (int length = source.read(chunk); length >= 0; length = source.read(chunk)) {
        lastChunk = nanoTicker.getAsLong();
        if (!spool.add(stream, chunk, length) && !cut) {
          cut = true;
          changed.run();
        }
      }
    } catch (IOException e) {
      // A pipe whose writers were ended may break instead of ending; what came before is kept.
    } finally {
      done = true;
      changed.run();
    }
  }

  /** When the last output came, by the ticker. */
  long lastChunk() {
    return lastChunk;
  }

  /** Whether the limit cut something off. */
  boolean cut() {
    return cut;
  }

  boolean done() {
    return done;
  }
}
