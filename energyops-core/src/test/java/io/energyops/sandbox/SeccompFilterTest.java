package io.energyops.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the filter as the kernel does, instruction by instruction. */
class SeccompFilterTest {

  private static final int X86_64 = 0xc000003e;
  private static final int I386 = 0x40000003;
  private static final int ALLOW = 0x7fff0000;
  private static final int REFUSE = 0x00050001;
  private static final int UNKNOWN = 0x00050026;
  private static final int NO_FAMILY = 0x00050061;
  private static final int KILL = 0x80000000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 42, 57, 59, 202, 257, 318, 334})
  void what_models_use_is_allowed(int call) {
    assertEquals(ALLOW, run(X86_64, call, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 155, 161, 165, 246, 250, 298, 304, 310, 321, 323, 425, 442})
  void what_reaches_into_the_kernel_is_refused(int call) {
    assertEquals(REFUSE, run(X86_64, call, 0, 0));
  }

  @Test
  void another_machine_is_ended() {
    assertEquals(KILL, run(I386, 1, 0, 0));
  }

  @Test
  void the_second_numbering_of_the_same_machine_is_unknown() {
    assertEquals(UNKNOWN, run(X86_64, 0x40000000 | 1, 0, 0));
  }

  @Test
  void threads_and_processes_may_be_made_but_no_user_namespace() {
    assertEquals(ALLOW, run(X86_64, 56, 0x003d0f00, 0));
    assertEquals(REFUSE, run(X86_64, 56, 0x10000011, 0));
    assertEquals(REFUSE, run(X86_64, 272, 0x10000000, 0));
    assertEquals(ALLOW, run(X86_64, 272, 0x00020000, 0));
    assertEquals(UNKNOWN, run(X86_64, 435, 0, 0));
  }

  @Test
  void sockets_are_of_the_families_that_a_network_namespace_holds() {
    for (int family : new int[] {1, 2, 10, 16}) {
      assertEquals(ALLOW, run(X86_64, 41, family, 1));
    }
    assertEquals(NO_FAMILY, run(X86_64, 41, 40, 1));
    assertEquals(NO_FAMILY, run(X86_64, 41, 17, 3));
  }

  @Test
  void no_input_can_be_put_into_a_terminal() {
    assertEquals(REFUSE, run(X86_64, 16, 0, 0x5412));
    assertEquals(ALLOW, run(X86_64, 16, 0, 0x5413));
  }

  private static int run(int machine, int call, int first, int second) {
    assumeTrue("amd64".equals(System.getProperty("os.arch")), "the numbers are those of x86-64");
    ByteBuffer program =
        ByteBuffer.wrap(SeccompFilter.forThisMachine().orElseThrow())
            .order(ByteOrder.nativeOrder());
    int loaded = 0;
    int at = 0;
    while (true) {
      int code = program.getShort(8 * at);
      int whenTrue = program.get(8 * at + 2) & 0xff;
      int whenFalse = program.get(8 * at + 3) & 0xff;
      int operand = program.getInt(8 * at + 4);
      at++;
      switch (code) {
        case 0x20 ->
            loaded =
                switch (operand) {
                  case 0 -> call;
                  case 4 -> machine;
                  case 16 -> first;
                  case 24 -> second;
                  default -> throw new IllegalStateException("loads at " + operand);
                };
        case 0x15 -> at += loaded == operand ? whenTrue : whenFalse;
        case 0x35 -> at += Integer.compareUnsigned(loaded, operand) >= 0 ? whenTrue : whenFalse;
        case 0x45 -> at += (loaded & operand) != 0 ? whenTrue : whenFalse;
        case 0x06 -> {
          return operand;
        }
        default -> throw new IllegalStateException("instruction " + code);
      }
    }
  }
}
