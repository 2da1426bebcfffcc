package io.energyops.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.run.FoundBy;
import io.energyops.run.KillResult.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which processes are taken for those of a lost run, and which never are (field case P-01). */
class ProcessTreeTest {

  // Numbers that no kernel gives away: whoever is signalled by mistake does not exist.
  @TempDir Path root;
  private FakeProc proc;
  private ProcessIdentity program;

  @BeforeEach
  void start() {
    proc = new FakeProc(root.resolve("proc")).process(9_000_042, "python3", 'S', 9_000_042, 500);
    program = ProcessIdentity.of(9_000_042, proc.reader()).orElseThrow();
  }

  private ProcessTree tree(Map<Long, Long> known, boolean fresh) {
    return new ProcessTree(proc.reader(), "t", program, known, fresh, RunGroups.NONE);
  }

  private static Map<Long, FoundBy> found(ProcessTree tree) {
    Map<Long, FoundBy> links = new HashMap<>();
    tree.members().forEach(member -> links.put(member.process().pid(), member.foundBy()));
    return links;
  }

  @Nested
  class A_member {

    @Test
    void is_named_by_the_strongest_of_its_links() {
      proc.linked(9_000_043, 1, 9_000_042, 9_000_042, 501)
          .linked(9_000_044, 1, 9_000_044, 9_000_042, 502)
          .linked(9_000_045, 9_000_046, 9_000_045, 9_000_045, 504)
          .linked(9_000_046, 1, 9_000_046, 9_000_046, 503)
          .environment(9_000_046, "ENERGYOPS_RUN=t\0")
          .linked(9_000_047, 1, 9_000_047, 9_000_047, 505)
          .linked(9_000_048, 1, 9_000_048, 9_000_048, 506);
      assertEquals(
          Map.of(
              9_000_042L, FoundBy.GROUP,
              9_000_043L, FoundBy.GROUP,
              9_000_044L, FoundBy.SESSION,
              9_000_045L, FoundBy.DESCENT,
              9_000_046L, FoundBy.COOKIE,
              9_000_047L, FoundBy.REMEMBERED),
          found(tree(Map.of(9_000_047L, 505L, 9_000_048L, 507L), true)));
    }

    @Test
    void may_have_lost_its_first_thread() {
      proc.threads(9_000_043, 'Z', 9_000_042, 3, 501).threads(9_000_044, 'Z', 9_000_042, 1, 501);
      assertEquals(
          Map.of(9_000_042L, FoundBy.GROUP, 9_000_043L, FoundBy.GROUP),
          found(tree(Map.of(), true)));
    }

    @Test
    void is_known_by_its_session_when_the_parent_in_it_is_gone() {
      proc.linked(9_000_047, 1, 9_000_047, 9_000_047, 505);
      ProcessTree tree = tree(Map.of(9_000_047L, 505L), true);
      assertEquals(FoundBy.REMEMBERED, found(tree).get(9_000_047L));
      proc.gone(9_000_047).linked(9_000_051, 1, 9_000_047, 9_000_047, 600);
      assertEquals(FoundBy.SESSION, found(tree).get(9_000_051L));
    }
  }

  @Nested
  class A_stranger {

    @Test
    void in_the_session_of_one_who_only_carries_the_cookie_is_left_alone() {
      proc.linked(9_000_046, 1, 9, 9, 503)
          .environment(9_000_046, "ENERGYOPS_RUN=t\0")
          .linked(9_000_050, 1, 9, 9, 510);
      ProcessTree tree = tree(Map.of(), true);
      assertEquals(FoundBy.COOKIE, found(tree).get(9_000_046L));
      assertEquals(null, found(tree).get(9_000_050L));
    }

    @Test
    void with_the_groups_number_is_told_by_the_leader_as_long_as_there_is_one() {
      proc.process(9_000_042, "postgres", 'S', 9_000_042, 9_000)
          .linked(9_000_043, 9_000_042, 9_000_042, 9_000_042, 9_001);
      assertEquals(Map.of(), found(tree(Map.of(), true)));
    }

    @Test
    void with_the_groups_number_and_a_leader_that_is_gone_is_ours_a_moment_after_only() {
      proc.gone(9_000_042).linked(9_000_043, 1, 9_000_042, 9_000_042, 9_001);
      assertEquals(Map.of(9_000_043L, FoundBy.GROUP), found(tree(Map.of(), true)));
      assertEquals(Map.of(), found(tree(Map.of(), false)));
    }

    @Test
    void is_none_when_one_of_the_group_is_surely_ours() {
      proc.gone(9_000_042)
          .linked(9_000_043, 1, 9_000_042, 9_000_042, 501)
          .linked(9_000_044, 1, 9_000_044, 9_000_042, 502)
          .environment(9_000_044, "ENERGYOPS_RUN=t\0");
      assertEquals(
          Map.of(9_000_043L, FoundBy.GROUP, 9_000_044L, FoundBy.SESSION),
          found(tree(Map.of(), false)));
      proc.environment(9_000_044, "");
      assertEquals(Map.of(), found(tree(Map.of(), false)));
      assertEquals(2, found(tree(Map.of(9_000_043L, 501L), false)).size());
    }

    @Test
    void of_another_boot_or_container_is_never_ours() {
      ProcessTree here = tree(Map.of(), true);
      proc.boot("boot-b");
      assertEquals(Map.of(), found(here));
      proc.boot("boot-a").namespace(7);
      assertEquals(Map.of(), found(here));
    }
  }

  @Nested
  class A_signal {

    private Process real;

    @BeforeEach
    void startOne() throws IOException {
      real = new ProcessBuilder("sleep", "60").start();
      proc.linked(real.pid(), 1, 9_000_042, 9_000_042, 700);
    }

    @AfterEach
    void end() {
      real.destroyForcibly();
    }

    /** A reader whose table is a moment old. */
    private ProcReader late(long ticksNow) {
      ProcReader table = proc.reader();
      return new ProcReader() {
        @Override
        public Optional<ProcStat> stat(long pid) {
          if (pid != real.pid()) {
            return table.stat(pid);
          }
          Optional<ProcStat> seen = table.stat(pid);
          long session = ticksNow == 700 ? 9_000_042 : 9_000_077;
          proc.linked(pid, 1, session, session, ticksNow);
          return seen;
        }

        @Override
        public List<ProcStat> all() {
          return table.all();
        }

        @Override
        public boolean hasEnvironmentEntry(long pid, String entry) {
          return table.hasEnvironmentEntry(pid, entry);
        }

        @Override
        public String command(ProcStat process) {
          return table.command(process);
        }

        @Override
        public String bootId() {
          return table.bootId();
        }

        @Override
        public long pidNamespace() {
          return table.pidNamespace();
        }
      };
    }

    @Test
    void is_not_sent_when_the_number_has_changed_hands_since_the_look() {
      ProcessTree tree = new ProcessTree(late(701), "t", program);
      assertEquals(List.of(), tree.killOnce());
      assertEquals(List.of(), tree.signalled().ended(List.of()));
      await().during(Duration.ofMillis(150)).until(real::isAlive);
    }

    @Test
    void reaches_the_process_that_was_seen_and_is_told() {
      ProcessTree tree = new ProcessTree(late(700), "t", program);
      assertEquals(List.of(), tree.killOnce());
      await().until(() -> !real.isAlive());
      assertEquals(
          List.of(new Ended(real.pid(), "[linked]", FoundBy.GROUP, true)),
          tree.signalled().ended(List.of()));
      assertEquals(Map.of(FoundBy.GROUP, 1), tree.signalled().endedBy(List.of()));
    }

    @Test
    void is_not_sent_for_what_was_published_in_another_boot_or_container() {
      proc.linked(real.pid(), 1, 99, 99, 700);
      assertTrue(sweep("boot-x", 4026531836L).ended().isEmpty());
      assertTrue(sweep("boot-a", 7).ended().isEmpty());
      assertTrue(real.isAlive());
      assertEquals(Map.of(FoundBy.REMEMBERED, 1), sweep("boot-a", 4026531836L).endedBy());
    }

    private RunEnd sweep(String boot, long namespace) {
      ControlDirectory control = new ControlDirectory(root.resolve(boot + namespace));
      control.create();
      control.replace(
          "members",
          Map.of(
              "bootId",
              boot,
              "pidNamespace",
              namespace,
              "members",
              List.of(Map.of("pid", real.pid(), "startTicks", 700))));
      LostSupervisorSweep sweep = new LostSupervisorSweep(control, proc.reader(), System::nanoTime);
      proc.process(9_000_042, "dead", 'Z', 9_000_042, 500);
      StartRecord started = new StartRecord(program, program, Instant.EPOCH, true);
      return await()
          .until(
              () -> {
                Optional<RunEnd> end =
                    sweep.step(ProcessIdentity.Presence.GONE, Optional.of(started));
                if (!real.isAlive()) {
                  proc.process(real.pid(), "dead", 'Z', 99, 700);
                }
                return end;
              },
              Optional::isPresent)
          .orElseThrow();
    }
  }
}
