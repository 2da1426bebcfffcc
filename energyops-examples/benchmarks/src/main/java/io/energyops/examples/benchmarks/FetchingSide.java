package io.energyops.examples.benchmarks;

import java.io.InputStream;

/** Reads saved objects one after the other. */
final class FetchingSide implements Side {

  private final ObjectPlace place;
  private final ObjectWork work;

  FetchingSide(ObjectPlace place, ObjectWork work) throws Exception {
    this.place = place;
    this.work = work;
    for (int i = 0; i < Math.min(work.names(), work.count()); i++) {
      place.save(work.name(i), work.content());
    }
  }

  @Override
  public void prepare() {
    // What is only read is as it was.
  }

  @Override
  public Measured measure() throws Exception {
    long bytes = 0;
    long began = System.nanoTime();
    for (int i = 0; i < work.count(); i++) {
      try (InputStream in = place.open(work.name(i))) {
        bytes += work.read(in);
      }
    }
    return Measured.rate(work.count(), System.nanoTime() - began, bytes + " bytes");
  }

  @Override
  public void close() {
    place.close();
  }
}
