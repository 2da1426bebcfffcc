package io.energyops.identity;

import io.energyops.annotation.Internal;
import io.energyops.database.DataDirectory;
import io.energyops.database.DataDirectoryException;
import io.energyops.database.Database;
import io.energyops.database.Transaction;
import io.energyops.error.ConflictException;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers this JVM as a node and renews its lease by the database's clock until it is closed. The
 * heartbeat has a thread of its own, so that no other work delays it. Thread-safe.
 */
@Internal
public final class NodeLease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

  private final Database database;
  private final Node node;
  private final Duration lease;
  private final NodeRepository repository = new NodeRepository();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicBoolean superseded = new AtomicBoolean();
  private volatile @Nullable ScheduledFuture<?> heartbeat;

  private NodeLease(Database database, Node node, Duration lease) {
    this.database = database;
    this.node = node;
    this.lease = lease;
  }

  /**
   * Registers the node of a data directory's slot.
   *
   * @param database where nodes are registered
   * @param directory the open data directory
   * @param ids gives the id of a slot that was never used
   * @param name name for people, or null for host name and slot
   * @param lease how long the node counts as alive after a heartbeat, in whole seconds, 1 or more
   * @return the lease, not renewed before {@link #start}
   * @throws InvalidArgumentException when the lease is shorter than a second
   */
  public static NodeLease register(
      Database database,
      DataDirectory directory,
      IdSource ids,
      @Nullable String name,
      Duration lease) {
    if (lease.toSeconds() < 1) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "The lease of a node must be 1 second or more, but is " + lease);
    }
    String id = persistentId(directory.nodes(), directory.slot(), ids);
    String hostname = hostname();
    String shown = name == null ? hostname + "/" + directory.slot() : name;
    NodeRepository repository = new NodeRepository();
    long incarnation =
        database.write(tx -> repository.open(tx, id, shown, hostname, directory.slot(), lease));
    Node node = new Node(id, shown, hostname, directory.slot(), incarnation);
    LOG.info("Node {} is {}, incarnation {}", node.name(), node.id(), incarnation);
    return new NodeLease(database, node, lease);
  }

  /**
   * Returns the id that a slot of a data directory was given.
   *
   * @param directory the data directory
   * @param slot the slot
   * @return the id, empty when the slot never registered
   */
  public static Optional<String> idOfSlot(DataDirectory directory, int slot) {
    try {
      Path file = directory.nodes().resolve(slot + ".id");
      return Files.exists(file)
          ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
          : Optional.empty();
    } catch (IOException e) {
      LOG.warn("The id of node slot {} cannot be read", slot, e);
      return Optional.empty();
    }
  }

  /**
   * Returns the node.
   *
   * @return this JVM's node
   */
  public Node node() {
    return node;
  }

  /**
   * Begins to renew the lease, three times per lease.
   *
   * @param scheduler runs the heartbeat, best with a thread for nothing else
   */
  public void start(ScheduledExecutorService scheduler) {
    long period = Math.max(1, lease.toMillis() / 3);
    heartbeat = scheduler.scheduleWithFixedDelay(this::beat, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Says whether a transaction sees this life of the node, as one of another database or schema
   * does not.
   *
   * @param tx a transaction of the host
   * @return true when it does
   * @throws ConflictException when the lease is closed
   */
  public boolean seenBy(Transaction tx) {
    if (closed.get()) {
      throw new ConflictException(
          ErrorCode.CLOSED, "The engine is closed; open it before joining a transaction");
    }
    return repository.exists(tx, node);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      ScheduledFuture<?> running = heartbeat;
      if (running != null) {
        running.cancel(false);
      }
      try {
        database.write(
            tx -> {
              repository.close(tx, node);
              return null;
            });
      } catch (EnergyOpsException e) {
        if (failing.compareAndSet(false, true)) {
          LOG.warn("Node {} could not be marked closed; its lease expires by itself", node.id(), e);
        } else {
          LOG.debug("Node {} could not be marked closed either", node.id(), e);
        }
      }
    }
  }

  private void beat() {
    try {
      // Looked at inside: a beat that comes after the close must not make the node active again.
      if (!database.write(tx -> closed.get() || repository.renew(tx, node, lease))
          && superseded.compareAndSet(false, true)) {
        LOG.error(
            "Node {} was registered anew by another JVM; its writes are refused from now on",
            node.id());
      }
      failing.set(false);
    } catch (Throwable e) {
      if (failing.compareAndSet(false, true)) {
        LOG.warn("Heartbeat of node {} failed; it goes on trying", node.id(), e);
      } else {
        LOG.debug("Heartbeat of node {} still fails", node.id(), e);
      }
    }
  }

  private static String persistentId(Path nodes, int slot, IdSource ids) {
    Path file = nodes.resolve(slot + ".id");
    try {
      if (Files.exists(file)) {
        String id = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!id.isEmpty()) {
          return id;
        }
      }
      String id = ids.next();
      Path fresh = nodes.resolve(slot + ".id.tmp");
      Files.writeString(fresh, id + "\n", StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return id;
    } catch (IOException e) {
      throw new DataDirectoryException(
          "The node id in " + file + " can be neither read nor written", e);
    }
  }

  private static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
