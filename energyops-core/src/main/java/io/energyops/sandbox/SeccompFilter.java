package io.energyops.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A filter of system calls as a program of the kernel's packet filter (seccomp(2), {@code
 * linux/filter.h}). A call that no model needs and that reaches deep into the kernel fails with
 * EPERM; everything else is allowed, since the namespaces are the wall and this is the ditch before
 * it. Numbers are from the kernel's {@code syscall_64.tbl} and {@code asm-generic/unistd.h}.
 */
final class SeccompFilter {

  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL_PROCESS = 0x80000000;
  private static final int ERRNO = 0x00050000;
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;
  private static final int EAFNOSUPPORT = 97;

  /** AF_UNIX, AF_INET, AF_INET6 and AF_NETLINK. */
  private static final List<Integer> FAMILIES = List.of(1, 2, 10, 16);

  private static final int OFFSET_NUMBER = 0;
  private static final int OFFSET_MACHINE = 4;
  private static final int OFFSET_FIRST_ARGUMENT = 16;
  private static final int OFFSET_SECOND_ARGUMENT = 24;

  private static final int NEW_USER_NAMESPACE = 0x10000000;
  private static final int FAKE_TERMINAL_INPUT = 0x5412;

  /** Calls of the other ABI of x86-64 have this bit. */
  private static final int X32_BIT = 0x40000000;

  /**
   * What the numbers are on one kind of machine.
   *
   * @param audit the kernel's constant for it, {@code AUDIT_ARCH_…}
   */
  private record Machine(
      int audit,
      List<Integer> refused,
      int cloning,
      int clone3,
      int unshare,
      int ioctl,
      int socket,
      boolean secondNumbering) {}

  private static final Machine X86_64 =
      new Machine(
          0xc000003e,
          List.of(
              101, // ptrace
              134, // uselib
              139, // sysfs
              153, // vhangup
              155, // pivot_root
              156, // _sysctl
              159, // adjtimex
              161, // chroot
              163, // acct
              164, // settimeofday
              165, // mount
              166, // umount2
              167, // swapon
              168, // swapoff
              169, // reboot
              172, // iopl
              173, // ioperm
              175, // init_module
              176, // delete_module
              177, // get_kernel_syms
              178, // query_module
              179, // quotactl
              180, // nfsservctl
              212, // lookup_dcookie
              227, // clock_settime
              246, // kexec_load
              248, // add_key
              249, // request_key
              250, // keyctl
              298, // perf_event_open
              300, // fanotify_init
              303, // name_to_handle_at
              304, // open_by_handle_at
              305, // clock_adjtime
              308, // setns
              310, // process_vm_readv
              311, // process_vm_writev
              312, // kcmp
              313, // finit_module
              320, // kexec_file_load
              321, // bpf
              323, // userfaultfd
              425, // io_uring_setup
              426, // io_uring_enter
              427, // io_uring_register
              428, // open_tree
              429, // move_mount
              430, // fsopen
              431, // fsconfig
              432, // fsmount
              433, // fspick
              442 // mount_setattr
              ),
          56,
          435,
          272,
          16,
          41,
          true);

  private static final Machine AARCH64 =
      new Machine(
          0xc00000b7,
          List.of(
              39, // umount2
              40, // mount
              41, // pivot_root
              51, // chroot
              58, // vhangup
              60, // quotactl
              89, // acct
              104, // kexec_load
              105, // init_module
              106, // delete_module
              112, // clock_settime
              117, // ptrace
              142, // reboot
              170, // settimeofday
              171, // adjtimex
              217, // add_key
              218, // request_key
              219, // keyctl
              224, // swapon
              225, // swapoff
              241, // perf_event_open
              262, // fanotify_init
              264, // name_to_handle_at
              265, // open_by_handle_at
              266, // clock_adjtime
              268, // setns
              270, // process_vm_readv
              271, // process_vm_writev
              272, // kcmp
              273, // finit_module
              280, // bpf
              282, // userfaultfd
              294, // kexec_file_load
              425, // io_uring_setup
              426, // io_uring_enter
              427, // io_uring_register
              428, // open_tree
              429, // move_mount
              430, // fsopen
              431, // fsconfig
              432, // fsmount
              433, // fspick
              442 // mount_setattr
              ),
          220,
          435,
          97,
          29,
          198,
          false);

  private static final Map<String, Machine> MACHINES =
      Map.of("amd64", X86_64, "x86_64", X86_64, "aarch64", AARCH64, "arm64", AARCH64);

  private final ByteBuffer program = ByteBuffer.allocate(8192).order(ByteOrder.nativeOrder());

  private SeccompFilter() {}

  /** The program; empty on a kind of machine whose numbers are not known here. */
  static Optional<byte[]> forThisMachine() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return Optional.ofNullable(MACHINES.get(name)).map(new SeccompFilter()::write);
  }

  private byte[] write(Machine machine) {
    add(LOAD_WORD, 0, 0, OFFSET_MACHINE);
    add(JUMP_IF_EQUAL, 1, 0, machine.audit());
    add(RETURN, 0, 0, KILL_PROCESS);
    add(LOAD_WORD, 0, 0, OFFSET_NUMBER);
    if (machine.secondNumbering()) {
      add(JUMP_IF_AT_LEAST, 0, 1, X32_BIT);
      add(RETURN, 0, 0, ERRNO | ENOSYS);
    }
    for (int number : machine.refused()) {
      add(JUMP_IF_EQUAL, 0, 1, number);
      add(RETURN, 0, 0, ERRNO | EPERM);
    }
    // Its flags lie in memory, where no filter can look; the C library then calls clone.
    add(JUMP_IF_EQUAL, 0, 1, machine.clone3());
    add(RETURN, 0, 0, ERRNO | ENOSYS);
    refuseBit(machine.cloning(), OFFSET_FIRST_ARGUMENT, NEW_USER_NAMESPACE);
    refuseBit(machine.unshare(), OFFSET_FIRST_ARGUMENT, NEW_USER_NAMESPACE);
    families(machine.socket());
    add(JUMP_IF_EQUAL, 0, 3, machine.ioctl());
    add(LOAD_WORD, 0, 0, OFFSET_SECOND_ARGUMENT);
    add(JUMP_IF_EQUAL, 0, 1, FAKE_TERMINAL_INPUT);
    add(RETURN, 0, 0, ERRNO | EPERM);
    add(RETURN, 0, 0, ALLOW);
    byte[] bytes = new byte[program.position()];
    program.flip().get(bytes);
    return bytes;
  }

  /** Refuses sockets but of {@link #FAMILIES}; some others reach past a network namespace. */
  private void families(int number) {
    add(JUMP_IF_EQUAL, 0, FAMILIES.size() + 3, number);
    add(LOAD_WORD, 0, 0, OFFSET_FIRST_ARGUMENT);
    for (int at = 0; at < FAMILIES.size(); at++) {
      add(JUMP_IF_EQUAL, FAMILIES.size() - at, 0, FAMILIES.get(at));
    }
    add(RETURN, 0, 0, ERRNO | EAFNOSUPPORT);
    add(LOAD_WORD, 0, 0, OFFSET_NUMBER);
  }

  /** Refuses a call with a bit in an argument, and has the number loaded again behind it. */
  private void refuseBit(int number, int argument, int bit) {
    add(JUMP_IF_EQUAL, 0, 4, number);
    add(LOAD_WORD, 0, 0, argument);
    add(JUMP_IF_ANY_BIT, 0, 1, bit);
    add(RETURN, 0, 0, ERRNO | EPERM);
    add(LOAD_WORD, 0, 0, OFFSET_NUMBER);
  }

  /** One instruction: code, where to go on when it holds and when not, and its operand. */
  private void add(int code, int whenTrue, int whenFalse, int operand) {
    program.putShort((short) code).put((byte) whenTrue).put((byte) whenFalse).putInt(operand);
  }
}
