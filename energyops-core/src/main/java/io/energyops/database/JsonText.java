package io.energyops.database;

import io.energyops.annotation.Internal;
import io.energyops.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON on its way to or from a column; each dialect binds it to its own type.
 *
 * @param text JSON text of one object or array
 */
@Internal
public record JsonText(String text) {

  /**
   * Wraps an object.
   *
   * @param object its members
   * @return the text
   */
  public static JsonText of(Map<String, ?> object) {
    return new JsonText(Json.write(object));
  }

  /**
   * Reads the object.
   *
   * @return its members
   */
  public Map<String, @Nullable Object> object() {
    return Json.read(text);
  }
}
