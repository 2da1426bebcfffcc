package io.energyops.event;

import io.energyops.annotation.Internal;
import io.energyops.database.Transaction;
import io.energyops.identity.Node;
import java.util.List;

/**
 * Publishes events together with what they tell of: they go out when the transaction commits and
 * never otherwise. An {@link EventRelay} of the same node brings them on. Thread-safe.
 */
@Internal
public final class Outbox {

  private final OutboxRepository repository = new OutboxRepository();
  private final Node node;
  private final Runnable wake;

  /**
   * Creates the outbox of a node.
   *
   * @param node this JVM
   * @param wake tells the relay that there is work ({@link EventRelay#wake}); must not throw
   */
  public Outbox(Node node, Runnable wake) {
    this.node = node;
    this.wake = wake;
  }

  /**
   * Publishes an event when the transaction commits. In a transaction of the host nobody learns of
   * the commit, so the event goes out at the relay's next look.
   *
   * @param tx the transaction that makes it true
   * @param topic whose subscribers get it
   * @param event the event
   */
  public void publish(Transaction tx, Topic topic, Event event) {
    repository.add(tx, node.id(), topic, event);
    tx.afterCommit(wake);
  }

  /**
   * Publishes many events when the transaction commits.
   *
   * @param tx the transaction that makes them true
   * @param events the events, in order, each with whose subscribers get it
   */
  public void publishAll(Transaction tx, List<Addressed> events) {
    if (!events.isEmpty()) {
      repository.addAll(tx, node.id(), events);
      tx.afterCommit(wake);
    }
  }

  /**
   * An event and where it goes.
   *
   * @param topic whose subscribers get it
   * @param event the event
   */
  public record Addressed(Topic topic, Event event) {}
}
