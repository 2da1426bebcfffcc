package io.energyops.event;

/** Takes the events of one subscription, one at a time and in order. */
@FunctionalInterface
public interface EventSink {

  /**
   * Takes one event. It may block, at the price of its own place in the queue only. When it throws,
   * that is logged once and the subscription ends with {@link SubscriptionEnd#SINK_FAILED}.
   *
   * @param delivered the event and its id
   * @throws Exception whatever goes wrong
   */
  void accept(DeliveredEvent delivered) throws Exception;
}
