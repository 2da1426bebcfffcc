package io.energyops.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import io.energyops.annotation.Internal;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the JSON objects of the engine. Values are maps, lists, strings, numbers,
 * booleans, instants (written as ISO text in milliseconds) and null. Stateless and thread-safe.
 */
@Internal
public final class Json {

  private static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .disableHtmlEscaping()
          .setObjectToNumberStrategy(ToNumberPolicy.BIG_DECIMAL)
          .setStrictness(Strictness.STRICT)
          .create();

  private static final DateTimeFormatter ISO_MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Json() {}

  /**
   * Writes an object.
   *
   * @param object its members, in order
   * @return JSON text without line breaks
   * @throws InvalidArgumentException when a value is of a type that JSON does not have
   */
  public static String write(Map<String, ?> object) {
    StringWriter text = new StringWriter();
    try {
      JsonWriter writer = GSON.newJsonWriter(text);
      write(writer, object);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory cannot fail", e);
    }
    return text.toString();
  }

  /**
   * Reads an object.
   *
   * @param text JSON text of one object
   * @return its members in order; numbers are {@link java.math.BigDecimal}, absent ones are missing
   * @throws InvalidArgumentException when the text is no JSON object
   */
  public static Map<String, @Nullable Object> read(String text) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = JsonParser.parseReader(reader);
      if (!element.isJsonObject()) {
        throw new InvalidArgumentException(
            ErrorCode.INVALID_ARGUMENT,
            "Expected a JSON object, but the text holds something else");
      }
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new InvalidArgumentException(
            ErrorCode.INVALID_ARGUMENT, "Expected one JSON object, but more text follows it");
      }
      @SuppressWarnings("unchecked")
      Map<String, @Nullable Object> members = GSON.fromJson(element, LinkedHashMap.class);
      return members;
    } catch (JsonParseException | MalformedJsonException e) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The text is no JSON object", e);
    } catch (IOException e) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "The text is no JSON object", e);
    }
  }

  // Written as it is read, without the tree that the library would make of it first: a running
  // program's lines all pass here.
  private static void write(JsonWriter to, @Nullable Object value) throws IOException {
    if (value == null) {
      to.nullValue();
    } else if (value instanceof String text) {
      to.value(text);
    } else if (value instanceof Map<?, ?> map) {
      to.beginObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        to.name(String.valueOf(member.getKey()));
        write(to, member.getValue());
      }
      to.endObject();
    } else if (value instanceof List<?> list) {
      to.beginArray();
      for (Object item : list) {
        write(to, item);
      }
      to.endArray();
    } else if (value instanceof Instant instant) {
      to.value(ISO_MILLIS.format(instant.truncatedTo(ChronoUnit.MILLIS)));
    } else if (value instanceof Boolean bool) {
      to.value(bool);
    } else if (finite(value)) {
      to.value((Number) value);
    } else {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "A value of type "
              + value.getClass().getName()
              + " (or a number that is not finite) has no JSON form");
    }
  }

  private static boolean finite(Object value) {
    return value instanceof Number number
        && !(number instanceof Double d && !Double.isFinite(d))
        && !(number instanceof Float f && !Float.isFinite(f));
  }
}
