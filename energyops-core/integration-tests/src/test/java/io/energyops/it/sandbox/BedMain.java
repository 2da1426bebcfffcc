package io.energyops.it.sandbox;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What runs within a bed: tells which backends work together there and why the others do not, then
 * runs test classes. A line each, its parts apart by a tab: what, name, words.
 */
final class BedMain {

  static final String COMPOSITION = "composition";
  static final String REFUSED = "refused";
  static final String PASSED = "passed";
  static final String FAILED = "failed";
  static final String SKIPPED = "skipped";

  private BedMain() {}

  public static void main(String[] classes) throws Exception {
    try (Walls walls = Walls.strongest()) {
      say(COMPOSITION, String.join(" + ", walls.composition()), "");
      walls.refused().forEach((name, why) -> say(REFUSED, name, why));
    }
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Arrays.stream(classes).map(name -> selectClass(name)).toList())
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .build();
    LauncherFactory.create().execute(request, new Teller());
  }

  private static void say(String what, String name, String words) {
    System.out.println(String.join("\t", List.of(what, name, words.replaceAll("\\s+", " "))));
  }

  /** Says how each test went, and of a container only that it failed. */
  private static final class Teller implements TestExecutionListener {

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      say(SKIPPED, test.getDisplayName(), reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      String words = result.getThrowable().map(Throwable::toString).orElse("");
      switch (result.getStatus()) {
        case SUCCESSFUL -> {
          if (test.isTest()) {
            say(PASSED, test.getDisplayName(), words);
          }
        }
        case ABORTED -> say(SKIPPED, test.getDisplayName(), words);
        case FAILED -> say(FAILED, test.getDisplayName(), words);
      }
    }
  }
}
