package io.energyops.it.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.EnergyOps;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.local.LocalStorage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorScanTest {

  @ParameterizedTest
  @ValueSource(classes = {EnergyOps.class, StorageBackend.class, LocalStorage.class})
  void no_class_of_ours_takes_a_monitor(Class<?> anchor) {
    MonitorScan.Found found = MonitorScan.where(anchor);

    assertTrue(found.classes() > 10, "the scan saw " + found.classes() + " classes");
    assertEquals(List.of(), found.monitors());
  }

  @Test
  void the_scan_sees_both_kinds() throws IOException {
    List<String> found = MonitorScan.of(Monitors.class);

    assertEquals(2, found.size(), found::toString);
    assertTrue(found.get(0).contains("#method"), found::toString);
    assertTrue(found.get(1).contains("#block"), found::toString);
  }

  /** Read as a class file, never run. */
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
  private static final class Monitors {

    private int count;

    synchronized void method() {
      count++;
    }

    void block() {
      synchronized (this) {
        count--;
      }
    }
  }
}
