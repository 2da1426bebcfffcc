package io.energyops.event;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it was given; confined to one thread. */
final class RecordingSink implements EventSink {

  final List<DeliveredEvent> taken = new ArrayList<>();

  @Override
  public void accept(DeliveredEvent delivered) {
    taken.add(delivered);
  }

  List<String> payloads() {
    return taken.stream().map(delivered -> delivered.event().payload()).toList();
  }

  List<String> types() {
    return taken.stream().map(delivered -> delivered.event().type()).toList();
  }
}
