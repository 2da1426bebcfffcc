package io.energyops.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "+12.50, 12.50",
    ".5, 0.5",
    "4762.1400000000003, 4762.140000",
    "-18.399999999999999, -18.400000",
    "1.2E+3, 1200",
    "0.0000005, 0.000000",
    "0.0000015, 0.000002",
    "999999999999.999999, 999999999999.999999"
  })
  void a_number_is_kept_exactly_to_six_places(String text, BigDecimal expected) {
    Parsed<BigDecimal> parsed = DecimalText.parse(text);
    assertNull(parsed.fault());
    assertEquals(expected, parsed.value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4000.5d",
        "4000.5f",
        "NaN",
        "Infinity",
        "0x1p3",
        "1,2,3",
        "1.234,56",
        "1,234.56",
        "(3,100.00)",
        "12 34",
        "1_000",
        "--1",
        "1e",
        ".",
        "-",
        "NA",
        "१२३",
        "−5",
        "1.5 MW"
      })
  void what_only_looks_like_a_number_is_a_fault(String text) {
    Parsed<BigDecimal> parsed = DecimalText.parse(text);
    assertNull(parsed.value());
    assertNotNull(parsed.fault());
    assertTrue(parsed.fault().contains("'" + text + "'"), parsed.fault());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1000000000000",
        "999999999999.9999996",
        "1e999",
        "-1e12",
        "99999999999999999999999999"
      })
  void a_number_that_the_database_cannot_hold_is_a_fault(String text) {
    assertEquals(
        "must have at most 12 digits before the decimal point", DecimalText.parse(text).fault());
  }

  @Test
  void a_huge_exponent_of_zero_costs_nothing() {
    assertEquals(BigDecimal.ZERO, DecimalText.parse("0e999").value());
    assertEquals(new BigDecimal("0.000000"), DecimalText.parse("1e-999").value());
  }

  @Property(tries = 200)
  void every_stored_number_reads_back_as_itself(
      @ForAll @BigRange(min = "-999999999999", max = "999999999999") @Scale(6) BigDecimal number) {
    BigDecimal read = DecimalText.parse(number.toPlainString()).value();
    assertNotNull(read);
    assertEquals(0, number.compareTo(read));
  }
}
