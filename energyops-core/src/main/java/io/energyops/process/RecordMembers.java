package io.energyops.process;

import io.energyops.run.FoundBy;
import io.energyops.run.KillResult.Ended;
import io.energyops.run.KillResult.Survivor;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
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

  List<String> texts(String name) {
    return values.get(name) instanceof List<?> items
        ? items.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  RecordMembers members(String name) {
    Map<String, @Nullable Object> inner = new HashMap<>();
    if (values.get(name) instanceof Map<?, ?> members) {
      members.forEach((key, value) -> inner.put(String.valueOf(key), value));
    }
    return new RecordMembers(inner);
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
    return each(name, one -> Optional.of(new Survivor(pid(one), command(one), reason)));
  }

  List<Ended> ended(String name) {
    return each(
        name,
        one ->
            foundBy(one.get("foundBy"))
                .map(
                    by ->
                        new Ended(
                            pid(one), command(one), by, Boolean.TRUE.equals(one.get("forced")))));
  }

  /** Start ticks by process id. */
  Map<Long, Long> ticks(String name) {
    Map<Long, Long> found = new HashMap<>();
    each(name, Optional::of)
        .forEach(
            one -> {
              if (one.get("startTicks") instanceof BigDecimal ticks) {
                found.put(pid(one), ticks.longValue());
              }
            });
    return found;
  }

  Map<FoundBy, Integer> countsBy(String name) {
    Map<FoundBy, Integer> counts = new EnumMap<>(FoundBy.class);
    if (values.get(name) instanceof Map<?, ?> members) {
      members.forEach(
          (key, value) -> {
            if (value instanceof BigDecimal number) {
              foundBy(key).ifPresent(by -> counts.put(by, number.intValue()));
            }
          });
    }
    return counts;
  }

  private <T> List<T> each(String name, Function<Map<?, ?>, Optional<T>> reading) {
    List<T> found = new ArrayList<>();
    if (values.get(name) instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> one && one.get("pid") instanceof BigDecimal) {
          reading.apply(one).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static long pid(Map<?, ?> process) {
    return process.get("pid") instanceof BigDecimal pid ? pid.longValue() : 0;
  }

  private static String command(Map<?, ?> process) {
    return process.get("command") instanceof String command ? command : "";
  }

  /** Empty for a name that a newer supervisor may write. */
  private static Optional<FoundBy> foundBy(@Nullable Object name) {
    return Arrays.stream(FoundBy.values())
        .filter(by -> by.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
