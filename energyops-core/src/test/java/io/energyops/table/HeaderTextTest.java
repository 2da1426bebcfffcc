package io.energyops.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest { // I-10

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TimePeriod",
        "time_period",
        "\u00A0Time\u00A0Period ",
        "\uFEFFTIME\u200B-PERIOD",
        "Ｔｉｍｅ Ｐｅｒｉｏｄ",
        "Time\r\nPeriod:"
      })
  void headers_that_read_alike_are_equal(String header) {
    assertEquals("timeperiod", HeaderText.normalise(header));
  }

  @Test
  void units_stay_and_scripts_keep_their_marks() {
    assertEquals("mcprsmwh", HeaderText.normalise("MCP\n(Rs/MWh)"));
    assertNotEquals(HeaderText.normalise("कि"), HeaderText.normalise("का"));
  }

  @Test
  void what_cannot_be_seen_is_spelled_out() {
    assertEquals("<U+00A0>MCP<U+000A>(Rs/MWh)", HeaderText.visible("\u00A0MCP\n(Rs/MWh)"));
  }

  @Test
  void text_of_invisible_characters_is_blank() {
    assertTrue(new Cell.Text(" \u00A0\u200B\uFEFF\t").isBlank());
  }
}
