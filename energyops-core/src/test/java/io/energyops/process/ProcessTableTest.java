package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.error.EnergyOpsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of Windows as bytes, so that its layout is read everywhere. */
class ProcessTableTest {

  private static final long ADDRESS = 0x7f00_0000_1000L;
  private static final int ENTRY = 0x180;

  @Test
  void is_read_entry_by_entry_without_the_idle_process() {
    List<ProcStat> found =
        WindowsProcesses.parse(
            table(
                new Entry(0, 0, 0, 2, ""),
                new Entry(700, 600, 133_000_000_000_000_001L, 3, "Sérvices.exe"),
                new Entry(5_000_000_000L, 700, 133_000_000_000_000_002L, 0, "java.exe")),
            ADDRESS);
    assertEquals(2, found.size());
    assertEquals(700, found.get(0).pid());
    assertEquals(600, found.get(0).parent());
    assertEquals(133_000_000_000_000_001L, found.get(0).startTicks());
    assertEquals("Sérvices.exe", found.get(0).name());
    assertTrue(found.get(0).living());
    assertEquals(5_000_000_000L, found.get(1).pid());
    assertFalse(found.get(1).living());
  }

  @Test
  void names_the_boot_by_its_oldest_service_manager() {
    List<ProcStat> processes =
        WindowsProcesses.parse(
            table(
                new Entry(900, 1, 0x50, 1, "services.exe"),
                new Entry(700, 1, 0x40, 1, "Services.exe"),
                new Entry(600, 1, 0x30, 1, "smss.exe")),
            ADDRESS);
    assertEquals("windows-40", WindowsProcesses.id(processes));
    assertThrows(EnergyOpsException.class, () -> WindowsProcesses.id(List.of()));
  }

  private record Entry(long pid, long parent, long created, int threads, String name) {}

  private static ByteBuffer table(Entry... entries) {
    ByteBuffer memory = ByteBuffer.allocate(ENTRY * entries.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < entries.length; i++) {
      int at = ENTRY * i;
      byte[] name = entries[i].name().getBytes(StandardCharsets.UTF_16LE);
      memory.putInt(at, i == entries.length - 1 ? 0 : ENTRY);
      memory.putInt(at + 4, entries[i].threads());
      memory.putLong(at + 0x20, entries[i].created());
      memory.putShort(at + 0x38, (short) name.length);
      memory.putLong(at + 0x40, name.length == 0 ? 0 : ADDRESS + at + 0x140);
      memory.putLong(at + 0x50, entries[i].pid());
      memory.putLong(at + 0x58, entries[i].parent());
      memory.put(at + 0x140, name);
    }
    return memory;
  }
}
