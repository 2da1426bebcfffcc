package io.energyops.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.run.Enforcement;
import io.energyops.run.LimitKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IsolationPlannerTest {

  private final List<String> tried = new ArrayList<>();

  /** Enforces what it is told to, and wraps nothing. */
  private record Wall(String name, Set<LimitKind> enforceable, Optional<String> missing)
      implements IsolationBackend {

    Wall(String name, LimitKind... limits) {
      this(name, Set.of(limits), Optional.empty());
    }

    @Override
    public Optional<String> inPart(LimitKind limit) {
      return limit == LimitKind.CPU ? Optional.of(name + " holds some of it") : Optional.empty();
    }

    @Override
    public void confine(IsolationRequest request, Confinement.Builder confinement) {
      // Only what it says of itself matters here.
    }
  }

  private final Wall base = new Wall("base", LimitKind.TIME);
  private final Wall low = new Wall("low", LimitKind.MEMORY);
  private final Wall high = new Wall("high", LimitKind.MEMORY, LimitKind.NETWORK);

  @Test
  void the_strongest_chain_that_runs_is_taken_and_tried_once() {
    IsolationPlanner planner = planner(Map.of(), low, high);
    assertEquals("base + low + high", planner.plan(SandboxOptions.defaults()).composition());
    planner.plan(SandboxOptions.defaults());
    assertEquals(List.of("base + low + high"), tried);
  }

  @Test
  void a_chain_that_does_not_run_gives_way_to_a_weaker_one_and_says_why() {
    IsolationPlanner planner =
        planner(Map.of("base + low + high", "uid map: denied", "base + high", "denied"), low, high);
    assertEquals(List.of("base", "low"), planner.composition());
    assertEquals(Map.of("high", "uid map: denied"), planner.refused());
    Enforcement network = enforcement(planner, LimitKind.NETWORK);
    assertEquals(Optional.empty(), network.enforcedBy());
    assertTrue(
        network.evidence().orElseThrow().contains("high cannot be used: uid map: denied"),
        network.toString());
  }

  @Test
  void what_the_host_lacks_is_not_tried() {
    Wall lacking = new Wall("lacking", Set.of(LimitKind.NETWORK), Optional.of("not installed"));
    IsolationPlanner planner = planner(Map.of(), low, lacking);
    assertEquals(List.of("base", "low"), planner.composition());
    assertEquals(List.of("base + low"), tried);
    assertEquals("not installed", planner.refused().get("lacking"));
  }

  @Test
  void the_outermost_that_enforces_a_limit_is_named_for_it() {
    IsolationPlanner planner = planner(Map.of(), low, high);
    assertEquals(Optional.of("high"), enforcement(planner, LimitKind.MEMORY).enforcedBy());
    assertEquals(Optional.of("base"), enforcement(planner, LimitKind.TIME).enforcedBy());
  }

  @Test
  void a_required_limit_that_is_held_only_in_part_is_refused_before_anything_starts() {
    IsolationPlanner planner = planner(Map.of(), low);
    SandboxOptions options = SandboxOptions.builder().require(LimitKind.CPU).build();
    LimitNotEnforceableException refused =
        assertThrows(LimitNotEnforceableException.class, () -> planner.plan(options));
    assertEquals(Set.of(LimitKind.CPU), refused.limits());
    assertTrue(refused.getMessage().contains("low holds some of it"), refused.getMessage());
  }

  @Test
  void what_was_found_is_found_anew_on_request() {
    IsolationPlanner planner = planner(Map.of(), low);
    planner.composition();
    planner.recheck();
    planner.composition();
    assertEquals(List.of("base + low", "base + low"), tried);
  }

  @Test
  void while_no_program_can_be_run_at_all_nothing_is_taken_for_known() {
    Map<String, String> failures =
        new HashMap<>(Map.of("base", "no Python", "base + low", "no Python"));
    IsolationPlanner planner = planner(failures, low);
    assertEquals(List.of("base"), planner.composition());
    failures.clear();
    assertEquals(List.of("base", "low"), planner.composition());
    assertEquals(Map.of(), planner.refused());
  }

  @Test
  void a_network_that_is_allowed_is_not_reported_as_held() {
    IsolationPlanner planner = planner(Map.of(), high);
    SandboxOptions options =
        SandboxOptions.builder().networkAllowed(true).require(LimitKind.NETWORK).build();
    Enforcement network =
        planner.plan(options).enforcements().stream()
            .filter(enforcement -> enforcement.limit() == LimitKind.NETWORK)
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.empty(), network.enforcedBy());
    assertEquals(Optional.of("nothing to enforce: it was allowed"), network.evidence());
  }

  @Test
  void a_backend_can_be_left_out() {
    IsolationPlanner planner = planner(Map.of(), low, high).without(Set.of("high"));
    assertEquals(List.of("base", "low"), planner.composition());
    assertFalse(planner.refused().containsKey("high"));
  }

  @Test
  void a_probe_that_fails_itself_is_a_reason_like_any_other() {
    IsolationPlanner planner =
        IsolationPlanner.choosing(
            List.of(base),
            List.of(low),
            chain -> {
              throw new IllegalStateException("disk full");
            },
            path -> List.of());
    assertEquals(List.of("base"), planner.composition());
    assertEquals(Map.of("low", "disk full"), planner.refused());
  }

  private IsolationPlanner planner(Map<String, String> failures, IsolationBackend... optional) {
    return IsolationPlanner.choosing(
        List.of(base),
        List.of(optional),
        chain -> {
          tried.add(chain.composition());
          return Optional.ofNullable(failures.get(chain.composition()));
        },
        path -> List.of());
  }

  private static Enforcement enforcement(IsolationPlanner planner, LimitKind limit) {
    return planner.plan(SandboxOptions.defaults()).enforcements().stream()
        .filter(enforcement -> enforcement.limit() == limit)
        .findFirst()
        .orElseThrow();
  }
}
