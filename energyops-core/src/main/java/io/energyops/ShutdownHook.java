package io.energyops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the engine when the JVM ends, where the host asked for that. */
final class ShutdownHook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EnergyOps.class);

  private final Thread hook;

  private ShutdownHook(Thread hook) {
    this.hook = hook;
  }

  static ShutdownHook register(Runnable close) {
    Thread hook = new Thread(null, close, "energyops-shutdown", 0, false);
    hook.setContextClassLoader(ShutdownHook.class.getClassLoader());
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.warn("The JVM is ending; nothing will close this engine but the caller");
    }
    return new ShutdownHook(hook);
  }

  /** Lets go of the engine, so that it can be collected and its classes unloaded. */
  @Override
  public void close() {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("The JVM is ending; the hook stays");
    }
  }
}
