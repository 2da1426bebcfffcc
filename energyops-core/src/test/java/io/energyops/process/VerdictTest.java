package io.energyops.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.run.TerminationReason;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @ParameterizedTest
  @CsvSource({
    "24, 2, 2000, CPU_LIMIT",
    // Whole ticks count against the limit, the exact time is what it had of them.
    "24, 2, 1400, CPU_LIMIT",
    "24, 2, 30, SIGNALLED",
    "24, 0, 5000, SIGNALLED",
    "9, 2, 2000, CPU_LIMIT",
    "9, 2, 1400, SIGNALLED",
    "11, 2, 2000, SIGNALLED",
  })
  void tells_the_processor_limit_from_a_signal_that_somebody_sent(
      int signal, int allowedSeconds, long usedMillis, TerminationReason expected) {
    Map<String, @Nullable Object> confinement = new HashMap<>();
    confinement.put("processorSeconds", BigDecimal.valueOf(allowedSeconds));
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("signal", BigDecimal.valueOf(signal));
    members.put("cpuMicros", BigDecimal.valueOf(usedMillis * 1000));
    members.put("confinement", confinement);
    ExitRecord exit = new ExitRecord(ExitRecord.Cause.SIGNALLED, new RecordMembers(members));
    assertEquals(expected, Verdict.of(exit).reason());
  }
}
