package io.energyops.examples.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws price and dispatch of a day in text, two blocks in each column. */
final class TerminalChart {

  private static final int PRICE_ROWS = 9;
  private static final int SUPPLY_ROWS = 12;

  private final Screen screen;
  private final List<DispatchBlock> blocks;
  private final int columns;

  TerminalChart(Screen screen, List<DispatchBlock> blocks) {
    this.screen = screen;
    this.blocks = blocks;
    this.columns = (blocks.size() + 1) / 2;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(prices());
    lines.add("");
    lines.addAll(supply());
    return lines;
  }

  private List<String> prices() {
    boolean unicode = screen.kind().unicode();
    Axis axis =
        Axis.over(
            0,
            blocks.stream()
                .mapToDouble(b -> Math.max(b.marketPrice(), b.clearingPrice()))
                .max()
                .orElse(1));
    String clearing = unicode ? "\u2812" : "#";
    String market = unicode ? "\u00b7" : ".";
    List<String> lines = new ArrayList<>();
    lines.add(
        "Price, Rs/MWh    "
            + screen.paint(Ink.YELLOW, clearing)
            + " merit order   "
            + screen.paint(Ink.CYAN, market)
            + " day-ahead market");
    String[][] grid = unicode ? braille(axis) : ascii(axis);
    for (int column = 0; column < columns; column++) {
      int row = row(axis, pair(column, true), PRICE_ROWS);
      if (grid[row][column].isEmpty()) {
        grid[row][column] = screen.paint(Ink.CYAN, market);
      }
    }
    return framed(lines, grid, axis);
  }

  private String[][] braille(Axis axis) {
    BrailleCanvas canvas = new BrailleCanvas(columns, PRICE_ROWS);
    int before = -1;
    for (int x = 0; x < blocks.size(); x++) {
      int y = dot(axis, blocks.get(x).clearingPrice(), canvas.dotsHigh());
      canvas.column(x, before < 0 ? y : before, y);
      before = y;
    }
    String[][] grid = empty(PRICE_ROWS);
    for (int row = 0; row < PRICE_ROWS; row++) {
      for (int column = 0; column < columns; column++) {
        char c = canvas.at(column, row);
        grid[row][column] = c == ' ' ? "" : screen.paint(Ink.YELLOW, String.valueOf(c));
      }
    }
    return grid;
  }

  private String[][] ascii(Axis axis) {
    String[][] grid = empty(PRICE_ROWS);
    for (int column = 0; column < columns; column++) {
      int row = row(axis, pair(column, false), PRICE_ROWS);
      grid[row][column] = screen.paint(Ink.YELLOW, "#");
    }
    return grid;
  }

  private List<String> supply() {
    Axis axis = Axis.over(0, blocks.stream().mapToDouble(DispatchBlock::totalMw).max().orElse(1));
    String[][] grid = empty(SUPPLY_ROWS);
    for (int column = 0; column < columns; column++) {
      DispatchBlock block = blocks.get(column * 2);
      double upTo = 0;
      int filled = 0;
      for (Fuel fuel : Fuel.values()) {
        upTo += block.supplyMw(fuel);
        int height = (int) Math.round(axis.share(upTo) * SUPPLY_ROWS);
        for (; filled < Math.min(height, SUPPLY_ROWS); filled++) {
          grid[SUPPLY_ROWS - 1 - filled][column] =
              screen.paint(fuel.ink(), String.valueOf(fuel.letter()));
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("Dispatch, MW");
    framed(lines, grid, axis);
    StringBuilder legend = new StringBuilder();
    for (Fuel fuel : Fuel.values()) {
      legend
          .append(legend.length() == 0 ? "        " : "  ")
          .append(screen.paint(fuel.ink(), String.valueOf(fuel.letter())))
          .append(' ')
          .append(fuel.label());
    }
    lines.add(legend.toString());
    return lines;
  }

  private List<String> framed(List<String> lines, String[][] grid, Axis axis) {
    boolean unicode = screen.kind().unicode();
    String[] labels = labels(axis, grid.length);
    for (int row = 0; row < grid.length; row++) {
      StringBuilder line = new StringBuilder();
      String label = labels[row];
      line.append(" ".repeat(7 - label.length())).append(label).append(unicode ? '\u2502' : '|');
      for (String cell : grid[row]) {
        line.append(cell.isEmpty() ? " " : cell);
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add(
        String.format(Locale.ROOT, "%7.0f", axis.low())
            + (unicode ? "\u2514" + "\u2500".repeat(columns) : "+" + "-".repeat(columns)));
    lines.add(times());
    return lines;
  }

  private String times() {
    StringBuilder line = new StringBuilder(" ".repeat(8));
    for (int column = 0; column < columns; column += 12) {
      line.append(String.format(Locale.ROOT, "%-12s", blocks.get(column * 2).time()));
    }
    return line.toString().stripTrailing();
  }

  /** Puts each mark at the row that its value falls into. */
  private static String[] labels(Axis axis, int rows) {
    String[] labels = new String[rows];
    Arrays.fill(labels, "");
    for (int i = 1; i <= axis.steps(); i++) {
      labels[row(axis, axis.mark(i), rows)] = String.format(Locale.ROOT, "%.0f", axis.mark(i));
    }
    return labels;
  }

  private double pair(int column, boolean market) {
    DispatchBlock first = blocks.get(column * 2);
    DispatchBlock second = blocks.get(Math.min(column * 2 + 1, blocks.size() - 1));
    return market
        ? (first.marketPrice() + second.marketPrice()) / 2
        : (first.clearingPrice() + second.clearingPrice()) / 2;
  }

  private String[][] empty(int rows) {
    String[][] grid = new String[rows][columns];
    for (String[] row : grid) {
      Arrays.fill(row, "");
    }
    return grid;
  }

  private static int dot(Axis axis, double value, int dots) {
    return Math.max(0, Math.min(dots - 1, (int) Math.round(axis.share(value) * (dots - 1))));
  }

  private static int row(Axis axis, double value, int rows) {
    return rows - 1 - Math.max(0, Math.min(rows - 1, (int) (axis.share(value) * rows)));
  }
}
