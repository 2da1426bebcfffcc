package io.energyops.process;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase.FILETIME;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of Windows that jna-platform does not bind, and how to work on one exact process. */
final class WindowsCalls {

  /** Job objects; their names are those of the system. */
  @SuppressWarnings("MemberName")
  interface Jobs extends StdCallLibrary {

    @Nullable HANDLE CreateJobObject(@Nullable Pointer security, @Nullable String name);

    boolean SetInformationJobObject(HANDLE job, int kind, Pointer information, int length);

    boolean QueryInformationJobObject(
        HANDLE job, int kind, Pointer information, int length, @Nullable IntByReference needed);

    boolean AssignProcessToJobObject(HANDLE job, HANDLE process);

    boolean TerminateJobObject(HANDLE job, int exitCode);
  }

  /** The process table. */
  @SuppressWarnings("MemberName")
  interface Table extends StdCallLibrary {

    int NtQuerySystemInformation(int kind, Pointer information, int length, IntByReference needed);
  }

  private static final class Loaded {
    static final Jobs JOBS = Native.load("kernel32", Jobs.class, W32APIOptions.DEFAULT_OPTIONS);
    static final Table TABLE = Native.load("ntdll", Table.class, W32APIOptions.DEFAULT_OPTIONS);
  }

  private WindowsCalls() {}

  /** Fails where the layouts of 64-bit Windows do not hold or JNA is not there. */
  static void check() {
    try {
      if (Native.POINTER_SIZE == Long.BYTES && Loaded.JOBS != null) {
        return;
      }
    } catch (LinkageError e) {
      throw unsupported(e);
    }
    throw unsupported(null);
  }

  static Jobs jobs() {
    return Loaded.JOBS;
  }

  static Table table() {
    return Loaded.TABLE;
  }

  /**
   * Opens a process and acts on it if it was created at this time: the handle keeps its number from
   * being given away, so nothing can come between the look and the act. Empty when it is another
   * one, gone, or not open to this user.
   */
  static <T> Optional<T> on(long pid, long created, int rights, Function<HANDLE, T> act) {
    HANDLE process =
        Kernel32.INSTANCE.OpenProcess(
            rights | WinNT.PROCESS_QUERY_LIMITED_INFORMATION, false, (int) pid);
    if (process == null) {
      return Optional.empty();
    }
    try {
      return creationTime(process).filter(time -> time == created).map(time -> act.apply(process));
    } finally {
      Kernel32.INSTANCE.CloseHandle(process);
    }
  }

  /** The raw time at which a process was created, also while it has ended but is still held. */
  static Optional<Long> creationTime(long pid) {
    HANDLE process =
        Kernel32.INSTANCE.OpenProcess(WinNT.PROCESS_QUERY_LIMITED_INFORMATION, false, (int) pid);
    if (process == null) {
      return Optional.empty();
    }
    try {
      return creationTime(process);
    } finally {
      Kernel32.INSTANCE.CloseHandle(process);
    }
  }

  private static Optional<Long> creationTime(HANDLE process) {
    FILETIME created = new FILETIME();
    boolean known =
        Kernel32.INSTANCE.GetProcessTimes(
            process, created, new FILETIME(), new FILETIME(), new FILETIME());
    return known
        ? Optional.of(
            Integer.toUnsignedLong(created.dwHighDateTime) << 32
                | Integer.toUnsignedLong(created.dwLowDateTime))
        : Optional.empty();
  }

  private static EnergyOpsException unsupported(@Nullable Throwable cause) {
    return new EnergyOpsException(
        ErrorCode.UNSUPPORTED,
        "Running programs on Windows needs a 64-bit JVM and net.java.dev.jna:jna-platform: add it"
            + " to the class path, and let JNA load its native library",
        cause);
  }
}
