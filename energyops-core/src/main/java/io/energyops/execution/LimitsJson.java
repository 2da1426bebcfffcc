package io.energyops.execution;

import io.energyops.run.Enforcement;
import io.energyops.run.LimitKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits of a run in its row. */
final class LimitsJson {

  private static final String LIMITS = "limits";

  private LimitsJson() {}

  static Map<String, Object> write(List<Enforcement> limits) {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (Enforcement limit : limits) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("limit", limit.limit().name().toLowerCase(Locale.ROOT));
      members.put("requested", limit.requested());
      members.put("enforcedBy", limit.enforcedBy().orElse(null));
      members.put("hit", limit.hit());
      members.put("evidence", limit.evidence().orElse(null));
      list.add(members);
    }
    return Map.of(LIMITS, list);
  }

  static List<Enforcement> read(Map<String, @Nullable Object> object) {
    List<Enforcement> limits = new ArrayList<>();
    if (object.get(LIMITS) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> members) {
          limits.add(limit(members));
        }
      }
    }
    return limits;
  }

  private static Enforcement limit(Map<?, ?> members) {
    LimitKind kind = LimitKind.valueOf(text(members, "limit").toUpperCase(Locale.ROOT));
    String requested = text(members, "requested");
    String evidence = text(members, "evidence");
    Enforcement stored =
        members.get("enforcedBy") instanceof String mechanism
            ? Enforcement.by(kind, requested, mechanism)
            : Enforcement.none(kind, requested, evidence);
    return Boolean.TRUE.equals(members.get("hit")) ? stored.hit(evidence) : stored;
  }

  private static String text(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text ? text : "";
  }
}
