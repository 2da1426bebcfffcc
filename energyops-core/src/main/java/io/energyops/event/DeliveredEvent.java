package io.energyops.event;

/**
 * An event on its way to one subscriber.
 *
 * @param id its place in the hub's history; a later {@link SubscriptionOptions#since} goes on
 *     behind it
 * @param topic the topic it was published to
 * @param event the event. One of type {@code script:log} that a slow subscriber gets may stand for
 *     several: then its payload is {@code {"merged":[…]}} with their payloads in order
 */
public record DeliveredEvent(EventId id, Topic topic, Event event) {}
