package io.energyops.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.process.ProcessIdentity.Presence;
import io.energyops.run.KillResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("windows")
class WindowsProcessesTest {

  @TempDir Path root;
  private final List<Process> started = new ArrayList<>();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void close() {
    started.stream().flatMap(Process::descendants).forEach(ProcessHandle::destroyForcibly);
    started.forEach(Process::destroyForcibly);
    scheduler.shutdownNow();
  }

  @Nested
  class An_identity {

    @Test
    void is_the_raw_creation_time_and_the_same_at_each_look() {
      long self = ProcessHandle.current().pid();
      ProcessIdentity identity = ProcessIdentity.of(self).orElseThrow();
      assertEquals(WindowsCalls.creationTime(self), Optional.of(identity.startTicks()));
      assertEquals(identity, ProcessIdentity.of(self).orElseThrow());
      assertTrue(identity.isAlive());
      long millis = identity.startTicks() / 10_000 - 11_644_473_600_000L;
      assertEquals(
          ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli(), millis);
    }

    @Test
    void names_the_boot_alike_in_two_jvms_of_one() throws IOException {
      Process child = start("sleep", "a");
      ProcessIdentity said = WindowsRuns.said(root.resolve("a.txt"));
      assertEquals(ProcessIdentity.of(child.pid()), Optional.of(said));
      assertEquals(
          ProcReader.system().bootId(), WindowsProcesses.id(WindowsProcesses.system().all()));
      assertEquals(
          Presence.GONE,
          new ProcessIdentity(said.pid(), said.startTicks(), "windows-0", 0).presence());
    }

    @Test
    void of_a_number_that_another_process_has_by_now_is_gone_and_is_not_killed()
        throws IOException {
      Process child = start("sleep", "a");
      ProcessIdentity now = WindowsRuns.said(root.resolve("a.txt"));
      ProcessIdentity before =
          new ProcessIdentity(now.pid(), now.startTicks() - 1, now.bootId(), now.pidNamespace());
      assertEquals(Presence.GONE, before.presence());
      WindowsTreeKill kill =
          WindowsTreeKill.of(before, WindowsProcesses.system(), System::nanoTime);
      assertEquals(List.of(), kill.step(true));
      JobObject job = JobObject.create().orElseThrow();
      assertFalse(job.assign(before));
      job.terminate();
      job.close();
      assertTrue(child.isAlive());
      assertTrue(now.isAlive());
    }

    @Test
    void of_a_process_that_has_ended_is_gone_while_its_handle_is_held()
        throws IOException, InterruptedException {
      Process child = start("sleep", "a");
      ProcessIdentity identity = WindowsRuns.said(root.resolve("a.txt"));
      child.destroyForcibly().waitFor();
      assertEquals(Presence.GONE, identity.presence());
      assertNotEquals(Optional.of(identity), ProcessIdentity.of(identity.pid()));
    }
  }

  @Nested
  class A_job {

    @Test
    void ends_its_members_when_it_is_closed() throws IOException {
      start("start", "sleep", "a");
      ProcessIdentity grandchild = WindowsRuns.said(root.resolve("a.txt"));
      ProcessIdentity child = ProcessIdentity.of(started.get(0).pid()).orElseThrow();
      // Both were there before the job.
      HeldTree held = HeldTree.of(child, WindowsProcesses.system());
      JobObject job = held.job();
      assertTrue(job.members().containsAll(List.of(child.pid(), grandchild.pid())));
      held.close();
      held.close();
      await().atMost(WindowsRuns.LIMIT).until(() -> !child.isAlive() && !grandchild.isAlive());
      assertEquals(List.of(), job.members());
      assertFalse(job.terminate());
    }
  }

  @Nested
  class A_process_that_the_host_started {

    @Test
    void is_killed_with_its_descendants_though_no_job_holds_them() throws Exception {
      Process process = start("start", "start", "sleep", "a");
      ProcessIdentity grandchild = WindowsRuns.said(root.resolve("a.txt"));
      HostProcess host = new HostProcess(process.toHandle(), process, scheduler, System::nanoTime);
      KillResult result = host.kill(KillOptions.defaults()).get(60, TimeUnit.SECONDS);
      assertInstanceOf(KillResult.Killed.class, result);
      assertFalse(process.isAlive());
      assertFalse(grandchild.isAlive());
      assertInstanceOf(
          KillResult.Killed.class, host.kill(KillOptions.defaults()).get(60, TimeUnit.SECONDS));
    }
  }

  private Process start(String... words) throws IOException {
    words[words.length - 1] = root.resolve(words[words.length - 1] + ".txt").toString();
    Process process =
        new ProcessBuilder(WindowsChild.command(words))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    started.add(process);
    return process;
  }
}
