package io.energyops.storage.conformance;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests that a storage backend passes. A plugin extends this class once per backend or setting,
 * says where the backend works, and runs it with JUnit 5.10 or newer:
 *
 * <pre>{@code
 * class MyStorageTest extends StorageConformance {
 *   @TempDir Path folder;
 *
 *   @Override
 *   protected StoragePlace freshPlace() {
 *     Path root = folder.resolve(UUID.randomUUID().toString());
 *     return StoragePlace.reopenable(() -> MyStorage.open(root));
 *   }
 * }
 * }</pre>
 *
 * <p>Each behaviour is one test with a place of its own, named by a sentence and a stable id. One
 * that needs a {@link io.energyops.storage.Capability} that the backend does not declare, or
 * something that the place does not offer, is skipped with the reason. The counts and all skipped
 * behaviours are logged at the end by a {@link System.Logger} with the name of this class.
 *
 * <p>Behaviours run one after the other; each calls its backend from up to 32 threads.
 */
public abstract class StorageConformance {

  private final Tally tally = new Tally();

  /** For subclasses. */
  protected StorageConformance() {}

  /**
   * Makes a place that is empty and that nobody else uses. Called once per behaviour, from the
   * thread that the behaviour runs in.
   *
   * @return the place; the kit closes every backend that it opened there and then cleans it
   * @throws Exception when the place cannot be made; the behaviour fails with it
   */
  protected abstract StoragePlace freshPlace() throws Exception;

  /**
   * Returns how long one behaviour may take, with its place made and cleaned. One that takes longer
   * fails and is interrupted, so a backend that hangs does not hang the build.
   *
   * @return the limit; default two minutes
   */
  protected Duration limit() {
    return Duration.ofMinutes(2);
  }

  /**
   * Returns the clock by which the backend tells when an object was written. Times may be a day
   * apart from it: the clocks of two machines differ.
   *
   * @return the clock; default the system's
   */
  protected Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * Makes one test of each behaviour.
   *
   * @return the behaviours by topic
   */
  @TestFactory
  protected final Stream<DynamicContainer> behaviours() {
    return Topics.all().stream().map(this::container);
  }

  /** Logs how many behaviours passed, and which were skipped and why. */
  @AfterEach
  protected final void logSummary() {
    System.Logger log = System.getLogger(StorageConformance.class.getName());
    log.log(System.Logger.Level.INFO, tally.summary(getClass().getSimpleName()));
  }

  private DynamicContainer container(Topic topic) {
    List<DynamicTest> tests = topic.behaviours().stream().map(this::test).toList();
    return DynamicContainer.dynamicContainer(topic.name(), tests);
  }

  private DynamicTest test(Behaviour behaviour) {
    return DynamicTest.dynamicTest(behaviour.toString(), () -> run(behaviour));
  }

  private void run(Behaviour behaviour) {
    try {
      behaviour.verify(this::freshPlace, clock(), limit());
      tally.passed();
    } catch (SkippedException e) {
      tally.skipped(behaviour, e.reason());
      Assumptions.abort(e.reason());
    } catch (Throwable e) {
      tally.failed();
      throw e;
    }
  }
}
