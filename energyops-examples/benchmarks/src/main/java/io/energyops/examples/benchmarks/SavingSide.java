package io.energyops.examples.benchmarks;

/** Saves objects one after the other. */
final class SavingSide implements Side {

  private final ObjectPlace place;
  private final ObjectWork work;
  private final byte[] content;

  SavingSide(ObjectPlace place, ObjectWork work) {
    this.place = place;
    this.work = work;
    this.content = work.content();
  }

  @Override
  public void prepare() {
    // Each round replaces what the one before saved.
  }

  @Override
  public Measured measure() throws Exception {
    long began = System.nanoTime();
    for (int i = 0; i < work.count(); i++) {
      place.save(work.name(i), content);
    }
    long nanos = System.nanoTime() - began;
    return Measured.rate(work.count(), nanos, work.count() + " objects of " + work.bytes());
  }

  @Override
  public void close() {
    place.close();
  }
}
