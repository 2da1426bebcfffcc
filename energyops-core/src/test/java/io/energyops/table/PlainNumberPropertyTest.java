package io.energyops.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;

class PlainNumberPropertyTest {

  private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_EVEN);

  @Property(tries = 5000)
  void a_number_that_it_reads_is_the_one_that_the_slow_way_reads(@ForAll("texts") String text) {
    BigDecimal plain = PlainNumber.parse(text);
    if (plain != null) {
      BigDecimal slow = new BigDecimal(text).round(SHOWN).stripTrailingZeros();
      assertEquals(slow.scale() < 0 ? slow.setScale(0) : slow, plain);
    }
  }

  @Property
  void every_price_of_a_market_is_read_by_it(
      @ForAll @BigRange(min = "-99999999", max = "99999999") @Scale(6) BigDecimal price) {
    BigDecimal plain = PlainNumber.parse(price.toPlainString());
    assertNotNull(plain);
    assertEquals(0, price.compareTo(plain));
  }

  @Example
  void what_is_no_plain_number_is_left_to_the_slow_way() {
    for (String text : new String[] {"", "-", ".", "-.", "+1", "1e3", " 1", "1 ", "1.2.3", "--1"}) {
      assertNull(PlainNumber.parse(text), text);
    }
    assertNull(PlainNumber.parse("1000000000000000"), "more than fifteen digits are rounded");
    assertNull(PlainNumber.parse("٣"), "no digit of a spreadsheet's number");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("0123456789.-+eE ").ofMaxLength(20);
  }
}
