package io.energyops.it.classpath;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** The library and all that it needs in a class loader of its own, as a redeployed host has it. */
final class CopyOfTheLibrary implements AutoCloseable {

  private final URLClassLoader loader;

  CopyOfTheLibrary() {
    this.loader =
        new URLClassLoader(
            HostClassPath.ofTheTests().entries().stream()
                .map(CopyOfTheLibrary::url)
                .toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());
  }

  ClassLoader loader() {
    return loader;
  }

  AutoCloseable open(Path directory) throws Exception {
    return (AutoCloseable) call("io.energyops.EnergyOps", "open", directory);
  }

  Object doTheMainJob(Path directory) throws Exception {
    return call(HostApplication.class.getName(), "run", directory);
  }

  private Object call(String type, String method, Path argument) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return loader.loadClass(type).getMethod(method, Path.class).invoke(null, argument);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
