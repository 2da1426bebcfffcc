package io.energyops.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.energyops.error.InvalidArgumentException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void an_object_comes_back_as_it_was_written() {
    String text = Json.write(Map.of("list", List.of("a<b>", new BigDecimal("1.10"), true)));
    assertEquals("{\"list\":[\"a<b>\",1.10,true]}", text);
    assertEquals(Map.of("list", List.of("a<b>", new BigDecimal("1.10"), true)), Json.read(text));
  }

  @Test
  void an_instant_is_written_in_milliseconds() {
    assertEquals(
        "{\"at\":\"2025-10-08T00:00:00.000Z\"}",
        Json.write(Map.of("at", Instant.parse("2025-10-08T00:00:00.0000009Z"))));
  }

  @Test
  void a_number_that_is_not_finite_is_refused() {
    assertThrows(InvalidArgumentException.class, () -> Json.write(Map.of("x", Double.NaN)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "{\"a\":1} x", "{a:1}", "{\"a\":NaN}", "{\"a\":1"})
  void text_that_is_no_object_is_refused(String text) {
    assertThrows(InvalidArgumentException.class, () -> Json.read(text));
  }
}
