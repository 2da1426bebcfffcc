package io.energyops.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class DrawingTest {

  private static final TerminalKind COLOURFUL = new TerminalKind(true, true, true);

  @Nested
  class A_terminal_chart {

    @Test
    void is_plain_ascii_where_the_terminal_is() {
      String chart = chart(TerminalKind.PLAIN, day("x"));
      assertTrue(chart.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127)), chart);
    }

    @Test
    void draws_dots_and_colours_where_they_are_understood() {
      String chart = chart(COLOURFUL, day("x"));
      assertTrue(chart.chars().anyMatch(c -> c > 0x2800 && c <= 0x28ff), chart);
      assertTrue(chart.contains("\u001b[33m"), chart);
    }

    @Test
    void fits_into_eighty_columns() {
      chart(TerminalKind.PLAIN, day("x"))
          .lines()
          .filter(line -> !line.contains("nuclear"))
          .forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void shows_the_evening_peak_at_its_place() {
      List<String> lines = chart(TerminalKind.PLAIN, day("x")).lines().toList();
      String top = lines.stream().filter(line -> line.contains("#")).skip(1).findFirst().orElse("");
      int column = top.indexOf('#') - 8;
      assertTrue(column >= 36 && column <= 40, () -> "column " + column + "\n" + lines);
    }

    @Test
    void survives_a_day_of_zeros() {
      List<DispatchBlock> zeros = new ArrayList<>();
      for (int i = 0; i < 96; i++) {
        zeros.add(new DispatchBlock("00:00", 0, 0, 0, "none", Map.of(), 0));
      }
      assertFalse(chart(COLOURFUL, zeros).contains("NaN"));
      assertFalse(new PlotPage("zeros", zeros).html().contains("NaN"));
    }

    private String chart(TerminalKind kind, List<DispatchBlock> blocks) {
      Screen screen = new Screen(new PrintStream(new ByteArrayOutputStream()), kind);
      return String.join("\n", new TerminalChart(screen, blocks).lines());
    }
  }

  @Nested
  class A_plot {

    @Test
    void is_well_formed_and_has_a_tooltip_for_each_block() throws Exception {
      Document page = parsed(new PlotPage("A day", day("coal")).html());
      NodeList tips = page.getElementsByTagName("rect");
      long withTitle = 0;
      for (int i = 0; i < tips.getLength(); i++) {
        withTitle += tips.item(i).getTextContent().contains("Rs/MWh") ? 1 : 0;
      }
      assertEquals(96, withTitle);
    }

    @Test
    void asks_nothing_of_the_network() {
      String html = new PlotPage("A day", day("coal")).html();
      assertFalse(html.replace("http://www.w3.org/1999/xhtml", "").contains("://"));
      assertFalse(html.contains("<script"));
    }

    @Test
    void names_its_units_and_its_legend() {
      String html = new PlotPage("A day", day("coal")).html();
      assertTrue(html.contains(">Rs/MWh<") && html.contains(">MW<"));
      for (Fuel fuel : Fuel.values()) {
        assertTrue(html.contains("</svg> " + fuel.label() + "<"), fuel.label());
      }
      assertTrue(html.contains("prefers-color-scheme: dark"));
    }

    @Test
    void keeps_texts_of_a_script_from_becoming_markup() throws Exception {
      String html = new PlotPage("<b>&\u0007", day("</title><script>alert(1)</script>")).html();
      assertFalse(html.contains("<script"));
      parsed(html);
    }

    private Document parsed(String html) throws Exception {
      String xml = html.replace("<!DOCTYPE html>\n", "");
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Property(tries = 500)
  void an_axis_covers_its_values_in_few_round_steps(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double min,
      @ForAll @DoubleRange(min = 0, max = 1e6) double span) {
    Axis axis = Axis.over(min, min + span);
    assertTrue(axis.low() <= Math.min(0, min) + 1e-6, axis::toString);
    assertTrue(axis.high() >= min + span - 1e-3, axis::toString);
    assertTrue(axis.steps() <= 7, axis::toString);
  }

  static List<DispatchBlock> day(String marginal) {
    List<DispatchBlock> blocks = new ArrayList<>();
    for (int i = 0; i < 96; i++) {
      Map<Fuel, Double> supply = new EnumMap<>(Fuel.class);
      double demand = 3000 + 1500 * Math.sin((i - 30) * Math.PI / 48);
      supply.put(Fuel.COAL_PITHEAD, demand * 0.7);
      supply.put(Fuel.HYDRO, demand * 0.3);
      double price = i == 76 || i == 77 ? 9000 : 3000 + i;
      String time = String.format("%02d:%02d", i / 4, i % 4 * 15);
      blocks.add(
          new DispatchBlock(time, demand, price * 0.9, price, marginal, supply, i < 10 ? 200 : 0));
    }
    return blocks;
  }
}
