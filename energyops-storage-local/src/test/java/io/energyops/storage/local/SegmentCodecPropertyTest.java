package io.energyops.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueChars;

class SegmentCodecPropertyTest {

  @Property
  void each_segment_comes_back(@ForAll @NotEmpty @StringLength(max = 300) String segment) {
    if (isWellFormed(segment)) {
      assertEquals(segment, SegmentCodec.decode(SegmentCodec.encode(segment)));
    }
  }

  @Property
  void names_are_short_and_plain(@ForAll @NotEmpty @StringLength(max = 300) String segment) {
    for (String name : SegmentCodec.encode(segment)) {
      assertTrue(name.length() <= 124, () -> name.length() + ": " + name);
      assertTrue(name.matches("[a-z0-9._!%-]+"), name);
    }
  }

  @Property
  void a_name_that_no_segment_has_is_foreign(@ForAll @NotEmpty @UniqueChars String name) {
    String segment = SegmentCodec.decode(List.of(name));

    assertTrue(segment == null || SegmentCodec.encode(segment).equals(List.of(name)), name);
  }

  @Example
  void known_names_stay_as_they_are() {
    assertEquals(List.of("day_ahead-1.py"), SegmentCodec.encode("day_ahead-1.py"));
    assertEquals(List.of("!day!ahead%20%c3%a9.xlsx"), SegmentCodec.encode("DayAhead \u00e9.xlsx"));
    assertEquals(List.of("%6eul.txt"), SegmentCodec.encode("nul.txt"));
    assertEquals(List.of("a.%2e"), SegmentCodec.encode("a.."));
    assertEquals(List.of("a".repeat(120), "aa"), SegmentCodec.encode("a".repeat(122)));
    assertEquals(List.of("a".repeat(120), "%63on"), SegmentCodec.encode("a".repeat(120) + "con"));
  }

  @Example
  void other_ways_to_write_a_segment_are_foreign() {
    for (String name :
        List.of("%61", "%C3%A9", "!", "!1", "nul", "a.", "%", "%4", "A", "%c3", "")) {
      assertNull(SegmentCodec.decode(List.of(name)), name);
    }
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(p -> p >= 0xD800 && p <= 0xDFFF);
  }
}
