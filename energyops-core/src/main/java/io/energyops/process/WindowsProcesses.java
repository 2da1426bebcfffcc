package io.energyops.process;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The process table of 64-bit Windows, in one look at all of it. Windows has no process groups and
 * shows no environment of others; what it keeps is the number of the parent, also after the
 * parent's end. Stateless.
 */
final class WindowsProcesses implements ProcReader {

  private static final int PROCESS_INFORMATION = 5;
  private static final int TOO_SHORT = 0xC0000004;
  private static final int ROOM = 1 << 18;

  private static final int NEXT = 0;
  private static final int THREADS = 4;
  private static final int CREATED = 0x20;
  private static final int NAME_LENGTH = 0x38;
  private static final int NAME = 0x40;
  private static final int PID = 0x50;
  private static final int PARENT = 0x58;

  /** Read once: it is the same for as long as this JVM can live. */
  private static final class Boot {
    static final String ID = id(new WindowsProcesses().all());
  }

  static WindowsProcesses system() {
    WindowsCalls.check();
    return new WindowsProcesses();
  }

  @Override
  public Optional<ProcStat> stat(long pid) {
    return all().stream().filter(process -> process.pid() == pid).findFirst();
  }

  @Override
  public List<ProcStat> all() {
    IntByReference needed = new IntByReference();
    for (long room = ROOM; room < Integer.MAX_VALUE / 2; room *= 2) {
      try (Memory memory = new Memory(room)) {
        int status =
            WindowsCalls.table()
                .NtQuerySystemInformation(PROCESS_INFORMATION, memory, (int) room, needed);
        if (status == 0) {
          return parse(memory.getByteBuffer(0, room), Pointer.nativeValue(memory));
        }
        if (status != TOO_SHORT) {
          throw unreadable("status 0x" + Integer.toHexString(status));
        }
      }
    }
    throw unreadable("it never fits");
  }

  /** Reads SYSTEM_PROCESS_INFORMATION entries that lie at this address. */
  static List<ProcStat> parse(ByteBuffer memory, long address) {
    ByteBuffer table = memory.order(ByteOrder.LITTLE_ENDIAN);
    List<ProcStat> found = new ArrayList<>();
    for (int at = 0, next = -1; next != 0; at += next) {
      next = table.getInt(at + NEXT);
      byte[] name = new byte[Short.toUnsignedInt(table.getShort(at + NAME_LENGTH))];
      if (name.length > 0) {
        table.get((int) (table.getLong(at + NAME) - address), name);
      }
      long pid = table.getLong(at + PID);
      if (pid > 0) {
        found.add(
            new ProcStat(
                pid,
                // An ended process that somebody still holds open has no thread left.
                table.getInt(at + THREADS) == 0 ? 'X' : 'R',
                table.getLong(at + PARENT),
                0,
                0,
                table.getInt(at + THREADS),
                table.getLong(at + CREATED),
                new String(name, StandardCharsets.UTF_16LE)));
      }
    }
    return found;
  }

  @Override
  public boolean hasEnvironmentEntry(long pid, String entry) {
    return false;
  }

  @Override
  public String command(ProcStat process) {
    String line =
        ProcessHandle.of(process.pid()).flatMap(p -> p.info().commandLine()).orElse("").strip();
    String shown = line.isEmpty() ? "[" + process.name() + "]" : line;
    return shown.substring(0, Math.min(200, shown.length()));
  }

  @Override
  public String bootId() {
    return Boot.ID;
  }

  @Override
  public long pidNamespace() {
    return 0;
  }

  /**
   * The service manager is started once, early, and Windows goes down when it ends; a container has
   * one of its own. The times at which the system says that it was booted move with its clock.
   */
  static String id(List<ProcStat> processes) {
    return processes.stream()
        .filter(process -> process.name().toLowerCase(Locale.ROOT).equals("services.exe"))
        .min(Comparator.comparingLong(ProcStat::startTicks))
        .map(process -> "windows-" + Long.toHexString(process.startTicks()))
        .orElseThrow(() -> unreadable("it has no services.exe"));
  }

  private static EnergyOpsException unreadable(String why) {
    return new EnergyOpsException(
        ErrorCode.UNSUPPORTED, "Could not read the process table of Windows: " + why);
  }
}
