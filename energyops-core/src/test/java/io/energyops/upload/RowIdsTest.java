package io.energyops.upload;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.identity.IdSource;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowIdsTest {

  @Test
  void ids_rise_when_the_clock_steps_back() {
    Iterator<String> stepping =
        List.of(
                "0199c000-0000-7000-8000-000000000005",
                "0199b000-0000-7000-8000-000000000001",
                "0199b000-0000-7000-8000-000000000002",
                "0199c000-0000-7000-8000-000000000006")
            .iterator();
    RowIds ids = new RowIds(stepping::next, "0199c000-0000-7000-8000-000000000001");
    String last = "";
    for (int i = 0; i < 4; i++) {
      String next = ids.next();
      assertTrue(next.compareTo(last) > 0, next);
      last = next;
    }
  }

  @Test
  void ids_of_the_usual_source_rise() {
    IdSource source = IdSource.timeOrdered();
    RowIds ids = new RowIds(source, source.next());
    String last = "";
    for (int i = 0; i < 10_000; i++) {
      String next = ids.next();
      assertTrue(next.compareTo(last) > 0, next);
      last = next;
    }
  }
}
