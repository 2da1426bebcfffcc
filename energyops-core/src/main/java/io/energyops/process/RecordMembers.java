package io.energyops.process;

import io.energyops.run.KillResult.Survivor;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Typed access to the members of a record that the supervisor wrote; absent ones read as none. */
record RecordMembers(Map<String, @Nullable Object> values) {

  Optional<String> text(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  OptionalInt integer(String name) {
    return values.get(name) instanceof BigDecimal number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  long number(String name) {
    return values.get(name) instanceof BigDecimal number ? number.longValue() : 0;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  Instant instant(String name) {
    return Instant.EPOCH.plus(number(name), ChronoUnit.MICROS);
  }

  Duration duration(String name) {
    return Duration.of(number(name), ChronoUnit.MICROS);
  }

  Optional<ProcessIdentity> identity(String name) {
    return values.get(name) instanceof Map<?, ?> members
        ? ProcessIdentity.fromMap(members)
        : Optional.empty();
  }

  List<Survivor> processes(String name, String reason) {
    List<Survivor> found = new ArrayList<>();
    if (values.get(name) instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> members && members.get("pid") instanceof BigDecimal pid) {
          String command = String.valueOf(members.get("command"));
          found.add(new Survivor(pid.longValue(), command, reason));
        }
      }
    }
    return found;
  }
}
