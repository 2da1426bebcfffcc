package io.energyops;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, last first; one that fails keeps none of the others open. */
final class Closing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<Named> opened = new ArrayDeque<>();

  private record Named(String name, AutoCloseable part) {}

  <T extends AutoCloseable> T add(String name, T part) {
    opened.push(new Named(name, part));
    return part;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      Named last = opened.pop();
      try {
        last.part().close();
      } catch (Exception e) {
        LOG.warn("Closing {} failed; the other parts are closed all the same", last.name(), e);
      }
    }
  }
}
