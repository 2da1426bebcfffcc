package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.InvalidArgumentException;
import io.energyops.json.Json;
import io.energyops.process.ProcessIdentity.Presence;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {

  @TempDir Path root;
  private FakeProc proc;
  private ProcessIdentity identity;

  @BeforeEach
  void register() {
    proc = new FakeProc(root).process(42, "python3", 'S', 42, 71_500);
    identity = ProcessIdentity.of(42, proc.reader()).orElseThrow();
  }

  private Presence presence() {
    return identity.presence(proc.reader());
  }

  @Nested
  class The_same_process {

    @Test
    void is_still_itself_when_the_wall_clock_steps() {
      proc.bootTime(1_700_000_180);
      assertEquals(Presence.ALIVE, presence());
    }

    @Test
    void is_read_equal_again_and_again() {
      assertEquals(Optional.of(identity), ProcessIdentity.of(42, proc.reader()));
    }

    @Test
    void may_have_a_name_that_looks_like_fields() {
      proc.process(42, "a) Z 9 (b", 'S', 42, 71_500);
      assertEquals(Presence.ALIVE, presence());
    }

    @Test
    void is_gone_as_a_zombie() {
      proc.process(42, "python3", 'Z', 42, 71_500);
      assertEquals(Presence.GONE, presence());
    }
  }

  @Nested
  class Another_process_with_its_number {

    @Test
    void is_told_by_one_tick() {
      proc.process(42, "python3", 'S', 42, 71_501);
      assertEquals(Presence.GONE, presence());
    }

    @Test
    void is_told_by_the_boot_even_with_equal_ticks() {
      proc.boot("boot-b");
      assertEquals(Presence.GONE, presence());
    }

    @Test
    void in_another_namespace_cannot_be_judged() {
      proc.namespace(7);
      assertEquals(Presence.UNKNOWN, presence());
    }

    @Test
    void is_never_a_member_of_the_run_by_its_group() {
      proc.process(42, "postgres", 'S', 42, 99_000).process(43, "postgres", 'S', 42, 99_001);
      assertTrue(new ProcessTree(proc.reader(), "t", identity).members().isEmpty());
    }
  }

  @Test
  void members_are_found_by_group_and_by_cookie_and_not_by_part_of_a_cookie() {
    proc.process(43, "sh", 'S', 42, 71_502)
        .process(44, "daemon", 'S', 44, 71_503)
        .environment(44, "HOME=/\0ENERGYOPS_RUN=t\0")
        .process(45, "other", 'S', 45, 71_504)
        .environment(45, "ENERGYOPS_RUN=t2\0X=ENERGYOPS_RUN=t\0")
        .process(46, "older", 'S', 46, 71_000)
        .environment(46, "ENERGYOPS_RUN=t\0")
        .process(47, "dead", 'Z', 42, 71_505);
    assertEquals(
        java.util.List.of(42L, 43L, 44L),
        new ProcessTree(proc.reader(), "t", identity)
            .members().stream().map(m -> m.process().pid()).toList());
  }

  @Test
  void survives_a_trip_through_json() {
    String text = Json.write(identity.toMap());
    assertEquals(Optional.of(identity), ProcessIdentity.fromMap(Json.read(text)));
    assertEquals(Optional.empty(), ProcessIdentity.fromMap(Json.read("{\"pid\":1}")));
  }

  @Test
  void of_this_very_process_is_alive_and_of_none_is_empty() {
    assertTrue(ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow().isAlive());
    assertFalse(ProcessIdentity.of(Long.MAX_VALUE).isPresent());
    assertThrows(InvalidArgumentException.class, () -> new ProcessIdentity(0, 1, "b", 1));
  }
}
