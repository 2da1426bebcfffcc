package io.energyops.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorableTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|{}",
        "\\u0000|\\ufffd",
        "\\\\u0000|\\\\u0000",
        "\\\\\\u0000|\\\\\\ufffd",
        "\\u00e9\\n\\t|\\u00e9\\n\\t",
        "\\ud83d\\ude00|\\ud83d\\ude00",
        "\\ud83d\\u0041|\\ufffd\\u0041",
        "\\ude00\\ud83d|\\ufffd\\ufffd",
        "\\uD83D\\uDE00\\u0000|\\uD83D\\uDE00\\ufffd",
        "\\ud83d|\\ufffd",
        "\\u00|\\u00",
        "\\|\\",
      })
  void escapes_that_one_database_refuses_are_replaced(String json, String storable) {
    assertEquals(storable, StorableText.json(json));
  }

  @Test
  void a_nul_is_replaced() {
    assertEquals("plain", StorableText.plain("plain"));
    assertEquals("a\uFFFDb\uFFFD", StorableText.plain("a\0b\0"));
  }
}
