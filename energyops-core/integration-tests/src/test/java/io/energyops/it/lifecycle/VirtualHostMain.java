package io.energyops.it.lifecycle;

import io.energyops.EnergyOps;
import io.energyops.EnergyOpsBuilder;
import io.energyops.activity.ActivityEntry;
import io.energyops.event.Event;
import io.energyops.event.SubscriptionOptions;
import io.energyops.event.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** A host that does everything on virtual threads, and says what it saw. */
final class VirtualHostMain {

  private VirtualHostMain() {}

  public static void main(String[] args) throws Exception {
    try (Closer virtual = new Closer(executor())) {
      System.out.println("VIRTUAL " + virtual.call(VirtualHostMain::onVirtualThread));
      if (args[0].equals("starved")) {
        starved(Path.of(args[1]), virtual);
      } else {
        pinned(args, virtual);
      }
    }
    System.out.println("END");
  }

  /**
   * Two lives of the library, each with three rounds at once. What the JVM does once (loading,
   * linking or instrumenting a class) pins whoever is the first to need it; a frame of ours that
   * pins does so in each life, so it is a finding when both saw it.
   */
  private static void pinned(String[] args, Closer virtual) throws Exception {
    Set<String> sqliteThreads = ConcurrentHashMap.newKeySet();
    Path file = Path.of(args[1]).resolve("pinned.jfr");
    Instant second;
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
      recording.start();
      live(args, sqliteThreads, virtual);
      second = Instant.now();
      live(args, sqliteThreads, virtual);
      virtual.call(Pinning::touch);
      recording.dump(file);
    }
    Set<String> inTheFirst = new HashSet<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (!event.getEventType().getName().equals("jdk.VirtualThreadPinned")) {
        continue; // The library for SQL has events of its own.
      }
      String stack = String.valueOf(event.getStackTrace()).replace('\n', '|');
      if (stack.contains(Pinning.class.getSimpleName())) {
        System.out.println("CONTROL " + stack);
      } else if (stack.contains("io.energyops")) {
        if (event.getStartTime().isBefore(second)) {
          inTheFirst.add(where(event));
        } else if (inTheFirst.contains(where(event))) {
          System.out.println("PINNED-OURS " + stack);
        }
      }
    }
    sqliteThreads.forEach(thread -> System.out.println("SQLITE-ON " + thread));
  }

  private static void live(String[] args, Set<String> sqliteThreads, Closer virtual)
      throws Exception {
    EnergyOps ops =
        virtual.call(() -> builder(args, sqliteThreads).executor(virtual.executor).open());
    List<Future<?>> rounds = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      rounds.add(virtual.executor.submit(() -> round(ops)));
    }
    for (Future<?> done : rounds) {
      done.get(3, TimeUnit.MINUTES);
    }
    virtual.call(
        () -> {
          ops.close();
          return null;
        });
  }

  /** The upper frames, without what differs between two loads of the same hidden class. */
  private static String where(RecordedEvent event) {
    return event.getStackTrace().getFrames().stream()
        .limit(12)
        .map(
            frame ->
                frame.getMethod().getType().getName().replaceAll("\\$\\$Lambda.*", "\\$\\$Lambda")
                    + '.'
                    + frame.getMethod().getName()
                    + ':'
                    + frame.getLineNumber())
        .collect(Collectors.joining(" < "));
  }

  private static Object round(EnergyOps ops) throws Exception {
    HostWork.round(ops);
    return "done";
  }

  /**
   * One carrier for all virtual threads, and a lock that keeps one of them waiting in SQLite: does
   * another one get on?
   */
  private static void starved(Path directory, Closer virtual) throws Exception {
    try (EnergyOps ops = EnergyOps.open(directory.resolve("data"))) {
      ActivityEntry entry = ActivityEntry.of("type", "action", "title", "user");
      ops.activities().record(entry);
      SQLiteDataSource foreign = new SQLiteDataSource();
      foreign.setUrl("jdbc:sqlite:" + directory.resolve("data/energyops.db"));
      try (Connection connection = foreign.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("begin immediate");
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        Future<?> write =
            virtual.executor.submit(
                () -> {
                  writing.countDown();
                  return ops.activities().record(entry);
                });
        writing.await();
        Future<?> next = virtual.executor.submit(other::countDown);
        // SQLite itself waits 10 seconds.
        System.out.println("OTHER-RAN " + other.await(7, TimeUnit.SECONDS));
        statement.execute("rollback");
        write.get(2, TimeUnit.MINUTES);
        next.get(2, TimeUnit.MINUTES);
      }
      delivered(ops);
    }
  }

  private static void delivered(EnergyOps ops) throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    var subscription =
        ops.events()
            .subscribe(Topic.of("t"), SubscriptionOptions.live(), event -> latch.countDown());
    ops.events().publish(Topic.of("t"), Event.of("x", Map.of()));
    System.out.println("DELIVERED " + latch.await(2, TimeUnit.MINUTES));
    subscription.close();
  }

  private static EnergyOpsBuilder builder(String[] args, Set<String> threads) throws Exception {
    EnergyOpsBuilder builder =
        EnergyOps.builder().dataDirectory(Files.createDirectories(Path.of(args[1], "data")));
    switch (args[0]) {
      case "embedded" -> {}
      case "given" -> {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + Path.of(args[1], "host.db") + "?busy_timeout=20000");
        builder.dataSource(new WatchedSource(source, () -> threads.add(name())).source());
      }
      default -> {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(args[2]);
        source.setUser("postgres");
        builder.dataSource(source).schema(args[3]);
      }
    }
    return builder;
  }

  /** What the host's SQLite is called on. */
  private static String name() {
    return onVirtualThread() ? "a virtual thread" : Thread.currentThread().getName();
  }

  static boolean onVirtualThread() {
    try {
      return (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static ExecutorService executor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return Executors.newCachedThreadPool();
    }
  }

  /** Waits below a native frame, the JVM's own: shows that the recording sees what it is for. */
  private static final class Pinning {

    static {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }

    static Object touch() {
      return "initialised";
    }
  }

  private record Closer(ExecutorService executor) implements AutoCloseable {

    <T> T call(Callable<T> task) throws Exception {
      return executor.submit(task).get(3, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }
}
