package io.energyops.event;

/** Why a subscription ended. More reasons may be added. */
public enum SubscriptionEnd {
  /** The subscriber closed it. */
  CLOSED,
  /** The subscriber was too slow; it should subscribe again and will go on or be told to resync. */
  OVERFLOWED,
  /** The sink threw. */
  SINK_FAILED,
  /** The executor refused to run the delivery. */
  EXECUTOR_REFUSED,
  /** The hub was closed. */
  HUB_CLOSED
}
