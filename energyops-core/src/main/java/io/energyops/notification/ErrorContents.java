package io.energyops.notification;

import io.energyops.run.ExecutionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The wording of error notifications. */
final class ErrorContents {

  private static final String TITLE = "Script Error Detected";

  private ErrorContents() {}

  static NotificationContent line(
      ExecutionId id, String scriptName, String text, Optional<Digest> heldBack) {
    Map<String, Object> metadata = metadata(id, scriptName);
    heldBack.ifPresent(digest -> metadata.put("heldBack", members(digest)));
    return content(ErrorLine.message(text), metadata);
  }

  static NotificationContent digest(
      @Nullable ExecutionId id, @Nullable String scriptName, Digest digest) {
    Map<String, Object> metadata = metadata(id, scriptName);
    metadata.put("heldBack", members(digest));
    return content(sentence(digest), metadata);
  }

  private static NotificationContent content(String message, Map<String, Object> metadata) {
    return NotificationContent.of(
        "alert", "system", TITLE, message, NotificationSeverity.HIGH, metadata);
  }

  private static String sentence(Digest digest) {
    List<String> kinds = new ArrayList<>();
    for (Digest.Entry entry : digest.entries()) {
      kinds.add(entry.fingerprint() + " ×" + entry.count());
    }
    if (digest.others() > 0) {
      kinds.add("others ×" + digest.others());
    }
    String errors = digest.heldBack() == 1 ? " more error was" : " more errors were";
    return ErrorLine.message(
        digest.heldBack() + errors + " held back: " + String.join(", ", kinds));
  }

  private static Map<String, Object> metadata(
      @Nullable ExecutionId id, @Nullable String scriptName) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    if (id != null) {
      metadata.put("executionId", id.value());
    }
    if (scriptName != null) {
      metadata.put("scriptName", scriptName);
    }
    return metadata;
  }

  private static Map<String, Object> members(Digest digest) {
    List<Map<String, Object>> kinds = new ArrayList<>();
    for (Digest.Entry entry : digest.entries()) {
      Map<String, Object> kind = new LinkedHashMap<>();
      kind.put("fingerprint", entry.fingerprint());
      kind.put("count", entry.count());
      kind.put("sample", entry.sample());
      kinds.add(kind);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("count", digest.heldBack());
    members.put("kinds", kinds);
    members.put("others", digest.others());
    members.put("spanMs", digest.span().toMillis());
    return members;
  }
}
