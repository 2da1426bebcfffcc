package io.energyops.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchScriptTest {

  private static final List<String> PLANTS =
      List.of("solar", "wind", "nuclear", "hydro", "coal_pithead", "coal_coastal", "gas", "diesel");

  @TempDir Path work;

  @Nested
  class A_dispatch {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void balances_in_each_block_to_the_last_kilowatt(long seed) throws Exception {
      CsvTable table = dispatched(day(seed, 3500, 1200));
      assertEquals(96, table.size());
      for (int row = 0; row < table.size(); row++) {
        BigDecimal supply = value(table, row, "discharge_mw").add(value(table, row, "unserved_mw"));
        for (String plant : PLANTS) {
          supply = supply.add(value(table, row, plant + "_mw"));
        }
        BigDecimal demand =
            value(table, row, "demand_mw")
                .add(value(table, row, "charge_mw"))
                .add(value(table, row, "spilled_mw"));
        assertEquals(0, supply.compareTo(demand), "block " + (row + 1));
      }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keeps_capacities_minima_and_ramps(long seed) throws Exception {
      CsvTable table = dispatched(day(seed, 3500, 1200));
      for (String plant : PLANTS) {
        Map<?, ?> limits = limits(plant);
        BigDecimal before = value(table, 0, plant + "_mw");
        for (int row = 0; row < table.size(); row++) {
          BigDecimal output = value(table, row, plant + "_mw");
          String where = plant + " in block " + (row + 1);
          assertTrue(output.compareTo(limit(limits, "capacity")) <= 0, where);
          assertTrue(output.compareTo(limit(limits, "minimum")) >= 0, where);
          BigDecimal change = output.subtract(before).abs();
          assertTrue(change.compareTo(limit(limits, "ramp_per_block")) <= 0, where);
          before = output;
        }
      }
    }

    @Test
    void names_what_sets_the_price_and_keeps_below_the_cap_of_the_market() throws Exception {
      CsvTable table = dispatched(day(7, 3500, 800));
      BigDecimal cap = new BigDecimal(10000);
      for (int row = 0; row < table.size(); row++) {
        String marginal = table.text(row, "marginal");
        assertTrue(PLANTS.contains(marginal) || marginal.equals("unserved"), marginal);
        assertTrue(value(table, row, "clearing_price").compareTo(cap) <= 0);
      }
    }

    @Test
    void charges_in_cheap_blocks_and_never_gives_more_than_it_took() throws Exception {
      CsvTable table = dispatched(day(3, 4000, 900));
      BigDecimal stored = BigDecimal.ZERO;
      double charged = 0;
      double discharged = 0;
      double paid = 0;
      double earned = 0;
      for (int row = 0; row < table.size(); row++) {
        double in = value(table, row, "charge_mw").doubleValue();
        double out = value(table, row, "discharge_mw").doubleValue();
        double price = value(table, row, "market_price").doubleValue();
        assertTrue(in == 0 || out == 0, "block " + (row + 1));
        charged += in;
        discharged += out;
        paid += in * price;
        earned += out * price;
        stored = value(table, row, "stored_mwh");
        assertTrue(stored.signum() >= 0);
      }
      assertTrue(charged > 0, "the battery is used");
      assertTrue(discharged <= charged * 0.88 + 0.01);
      assertTrue(earned / discharged > paid / charged);
    }

    @Test
    void says_what_could_not_be_served() throws Exception {
      String[] rows = day(1, 1000, 0);
      rows[40] = row(40, "30000", "4000");
      Outcome outcome = run(rows);
      assertEquals(0, outcome.exitCode());
      assertTrue(outcome.text().contains("MW unserved"), outcome.text());
    }

    @Test
    void reads_prices_in_rupees_per_kilowatt_hour_and_says_so() throws Exception {
      String[] rows =
          IntStream.range(0, 97).mapToObj(b -> row(b, "100", "3.5")).toArray(String[]::new);
      Outcome outcome = run(rows);
      assertEquals(0, outcome.exitCode(), outcome.text());
      assertTrue(outcome.text().contains("Rs/kWh"), outcome.text());
      CsvTable table = CsvTable.parse(Files.readString(work.resolve("outputs/dispatch.csv")));
      assertEquals("3500.00", table.text(0, "market_price"));
    }
  }

  @Nested
  class Bad_input {

    @Test
    void without_the_file_names_the_file() throws Exception {
      Outcome outcome = runScript();
      assertAll(
          () -> assertEquals(2, outcome.exitCode()),
          () -> assertTrue(outcome.text().contains("inputs/snapshot.csv cannot be read")));
    }

    @Test
    void with_a_block_missing_names_the_block() throws Exception {
      String[] rows = day(1, 3500, 100);
      rows[17] = "";
      assertRefused(rows, "1 of 96 blocks are missing, the first is 17");
    }

    @Test
    void with_a_block_twice_names_it() throws Exception {
      String[] rows = day(1, 3500, 100);
      rows[18] = rows[17];
      assertRefused(rows, "block 17 is there twice");
    }

    @Test
    void with_a_blank_demand_names_the_block() throws Exception {
      String[] rows = day(1, 3500, 100);
      rows[5] = row(5, "", "3000");
      assertRefused(rows, "block 5: schedulemw is missing");
    }

    @Test
    void with_a_word_for_a_price_shows_it() throws Exception {
      String[] rows = day(1, 3500, 100);
      rows[5] = row(5, "3000", "dear");
      assertRefused(rows, "block 5: damprice is 'dear', not a number");
    }

    @Test
    void with_nan_is_no_number() throws Exception {
      String[] rows = day(1, 3500, 100);
      rows[5] = row(5, "nan", "3000");
      assertRefused(rows, "block 5: schedulemw is out of range");
    }

    @Test
    void with_a_negative_demand_is_refused() throws Exception {
      String[] rows = day(1, 3500, 100);
      rows[5] = row(5, "-1", "3000");
      assertRefused(rows, "block 5: a demand of -1 MW is negative");
    }

    @Test
    void without_a_column_lists_what_is_there() throws Exception {
      Files.createDirectories(work.resolve("inputs"));
      Files.writeString(work.resolve("inputs/snapshot.csv"), "Timeblock,Demand\n1,2\n");
      Outcome outcome = runScript();
      assertEquals(2, outcome.exitCode());
      assertTrue(
          outcome
              .text()
              .contains("lacks the columns schedulemw, damprice; it has timeblock, demand"),
          outcome.text());
    }

    private void assertRefused(String[] rows, String message) throws Exception {
      Outcome outcome = run(rows);
      assertEquals(2, outcome.exitCode(), outcome.text());
      assertTrue(outcome.text().contains("day_ahead: " + message), outcome.text());
      assertFalse(Files.exists(work.resolve("outputs/dispatch.csv")));
    }
  }

  private record Outcome(int exitCode, String text) {}

  private CsvTable dispatched(String[] rows) throws Exception {
    Outcome outcome = run(rows);
    assertEquals(0, outcome.exitCode(), outcome.text());
    return CsvTable.parse(Files.readString(work.resolve("outputs/dispatch.csv")));
  }

  private Outcome run(String[] rows) throws Exception {
    Files.createDirectories(work.resolve("inputs"));
    Files.writeString(
        work.resolve("inputs/snapshot.csv"),
        "TimePeriod,Timeblock,ScheduleMW,DAMprice\n" + String.join("", rows));
    return runScript();
  }

  private Outcome runScript() throws IOException, InterruptedException {
    Path script = work.resolve("day_ahead.py");
    Files.write(
        script, DispatchScriptTest.class.getResourceAsStream("day_ahead.py").readAllBytes());
    Process process =
        new ProcessBuilder("python3", "-u", script.toString())
            .directory(work.toFile())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }

  /** Index 0 stays empty, so that an index is a block. */
  private static String[] day(long seed, int base, int swing) {
    Random random = new Random(seed);
    String[] rows = new String[97];
    rows[0] = "";
    for (int block = 1; block <= 96; block++) {
      double wave = Math.sin((block - 30) * Math.PI / 48);
      double demand = base + swing * wave + random.nextDouble() * swing / 3;
      double price = 4500 + 3000 * wave + random.nextDouble() * 500;
      rows[block] = row(block, Double.toString(demand), Double.toString(price));
    }
    return rows;
  }

  private static String row(int block, String demand, String price) {
    return block == 0 ? "" : "2025-10-08 00:00:00," + block + "," + demand + "," + price + "\n";
  }

  private static BigDecimal value(CsvTable table, int row, String column) {
    return table.number(row, column).orElseThrow(() -> new AssertionError(column + " is blank"));
  }

  private Map<?, ?> limits(String plant) throws IOException {
    Map<?, ?> summary = Json.read(Files.readString(work.resolve("outputs/summary.json")));
    return (Map<?, ?>) ((Map<?, ?>) summary.get("limits_mw")).get(plant);
  }

  private static BigDecimal limit(Map<?, ?> limits, String name) {
    return new BigDecimal(String.valueOf(limits.get(name)));
  }
}
