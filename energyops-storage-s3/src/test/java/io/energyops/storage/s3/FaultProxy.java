package io.energyops.storage.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands between a client and the server, and does to chosen requests what networks and servers do.
 * Each connection carries one request.
 */
final class FaultProxy implements AutoCloseable {

  /** What happens to a request instead of its being handed on. */
  @FunctionalInterface
  interface Fault {
    void to(Exchange exchange) throws IOException;
  }

  private record Rule(Predicate<String> requests, AtomicInteger times, Fault fault) {
    boolean takes(String request) {
      return requests.test(request) && times.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    }
  }

  private final URI target;
  private final ServerSocket listener;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

  private FaultProxy(URI target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
  }

  static FaultProxy before(URI target) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      FaultProxy proxy = new FaultProxy(target, listener);
      start("proxy", proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /**
   * Sets what happens to the next requests of a kind.
   *
   * @param times to how many of them
   * @param requests which, by method and target, such as {@code PUT /bucket/key}
   */
  void next(int times, Predicate<String> requests, Fault fault) {
    rules.add(new Rule(requests, new AtomicInteger(times), fault));
  }

  void always(Predicate<String> requests, Fault fault) {
    next(Integer.MAX_VALUE, requests, fault);
  }

  void heal() {
    rules.clear();
  }

  /** Method and target of every request so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  long count(Predicate<String> which) {
    return requests.stream().filter(which).count();
  }

  @Override
  public void close() {
    quietly(listener);
    open.forEach(FaultProxy::quietly);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        open.add(client);
        start("proxied connection", () -> serve(client));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void serve(Socket client) {
    try (client;
        Exchange exchange = Exchange.read(client, target)) {
      requests.add(exchange.request());
      Fault fault = Exchange::pass;
      for (Rule rule : rules) {
        if (rule.takes(exchange.request())) {
          fault = rule.fault();
          break;
        }
      }
      fault.to(exchange);
    } catch (IOException gone) {
      // One of the two ends went away, as tests want it.
    } finally {
      open.remove(client);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void quietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException ignored) {
      // It is gone either way.
    }
  }
}
