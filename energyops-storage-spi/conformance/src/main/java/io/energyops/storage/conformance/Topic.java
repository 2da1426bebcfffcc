package io.energyops.storage.conformance;

import io.energyops.storage.Capability;
import java.util.ArrayList;
import java.util.List;

/** Behaviours that belong together. */
final class Topic {

  private final String name;
  private final List<Behaviour> behaviours = new ArrayList<>();

  private Topic(String name) {
    this.name = name;
  }

  static Topic named(String name) {
    return new Topic(name);
  }

  Topic with(String id, String sentence, Behaviour.Check check, Capability... needs) {
    behaviours.add(new Behaviour(id, name, sentence, List.of(needs), check));
    return this;
  }

  String name() {
    return name;
  }

  List<Behaviour> behaviours() {
    return List.copyOf(behaviours);
  }
}
