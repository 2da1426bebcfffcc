package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescendantTreeTest {

  private final Table table = new Table();
  private final DescendantTree tree =
      new DescendantTree(table, new ProcessIdentity(100, 50, "boot", 0));

  @Test
  void holds_the_root_its_children_and_theirs_the_oldest_first() {
    table.has(100, 1, 50).has(130, 100, 60).has(120, 130, 70).has(110, 1, 80);
    assertEquals(List.of(100L, 130L, 120L), members());
  }

  @Test
  void holds_what_the_root_left_when_it_had_ended_before_the_first_look() {
    table.has(130, 100, 60);
    assertEquals(List.of(130L), members());
  }

  @Test
  void follows_a_parent_that_was_seen_and_has_ended() {
    table.has(100, 1, 50).has(130, 100, 60);
    assertEquals(List.of(100L, 130L), members());
    table.without(130).has(140, 130, 70);
    assertEquals(List.of(100L, 140L), members());
  }

  @Test
  void leaves_out_a_child_of_whoever_got_a_number_later() {
    table.has(100, 1, 65).has(130, 100, 60).has(140, 100, 70);
    assertEquals(List.of(130L), members());
  }

  @Test
  void leaves_out_what_is_older_than_its_parent() {
    table.has(100, 1, 50).has(130, 100, 40);
    assertEquals(List.of(100L), members());
  }

  @Test
  void leaves_out_the_ended_and_the_console() {
    table.has(100, 1, 50).has(new ProcStat(130, 'X', 100, 0, 0, 0, 60, "a.exe"));
    table.has(new ProcStat(140, 'R', 130, 0, 0, 1, 70, "a.exe"));
    table.has(new ProcStat(150, 'R', 100, 0, 0, 1, 70, "CONHOST.EXE"));
    assertEquals(List.of(100L, 140L), members());
  }

  @Test
  void takes_in_what_is_known_by_other_means() {
    table.has(100, 1, 50).has(300, 7, 60).has(310, 300, 70);
    tree.add(List.of(300L, 999L));
    assertEquals(List.of(100L, 300L, 310L), members());
  }

  @Test
  void is_empty_after_a_restart_of_the_machine() {
    table.has(100, 1, 50);
    DescendantTree old = new DescendantTree(table, new ProcessIdentity(100, 50, "before", 0));
    assertEquals(List.of(), old.members());
  }

  private List<Long> members() {
    return tree.members().stream().map(ProcStat::pid).toList();
  }

  private static final class Table implements ProcReader {

    private final List<ProcStat> processes = new ArrayList<>();

    Table has(long pid, long parent, long created) {
      return has(new ProcStat(pid, 'R', parent, 0, 0, 1, created, "java.exe"));
    }

    Table has(ProcStat process) {
      processes.add(process);
      return this;
    }

    Table without(long pid) {
      processes.removeIf(process -> process.pid() == pid);
      return this;
    }

    @Override
    public Optional<ProcStat> stat(long pid) {
      return processes.stream().filter(process -> process.pid() == pid).findFirst();
    }

    @Override
    public List<ProcStat> all() {
      return List.copyOf(processes);
    }

    @Override
    public boolean hasEnvironmentEntry(long pid, String entry) {
      return false;
    }

    @Override
    public String command(ProcStat process) {
      return process.name();
    }

    @Override
    public String bootId() {
      return "boot";
    }

    @Override
    public long pidNamespace() {
      return 0;
    }
  }
}
