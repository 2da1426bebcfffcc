package io.energyops.examples.quickstart;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws price and dispatch of a day as one page without anything from outside. */
final class PlotPage {

  private static final int LEFT = 70;
  private static final int WIDTH = 960;
  private static final int PRICE_TOP = 30;
  private static final int PRICE_HEIGHT = 200;
  private static final int SUPPLY_TOP = 290;
  private static final int SUPPLY_HEIGHT = 320;

  private final String title;
  private final List<DispatchBlock> blocks;
  private final StringBuilder svg = new StringBuilder();

  PlotPage(String title, List<DispatchBlock> blocks) {
    this.title = title;
    this.blocks = blocks;
  }

  String html() {
    Axis price =
        Axis.over(
            min(DispatchBlock::marketPrice),
            Math.max(max(DispatchBlock::marketPrice), max(DispatchBlock::clearingPrice)));
    Axis supply = Axis.over(-max(DispatchBlock::chargeMw), max(DispatchBlock::totalMw));
    axes(price, PRICE_TOP, PRICE_HEIGHT, "Rs/MWh");
    steps(price, DispatchBlock::marketPrice, "market");
    steps(price, DispatchBlock::clearingPrice, "clearing");
    axes(supply, SUPPLY_TOP, SUPPLY_HEIGHT, "MW");
    stack(supply);
    tooltips();
    return PlotStyle.PAGE
        .replace("@TITLE@", escaped(title))
        .replace("@LEGEND@", legend())
        .replace("@SVG@", svg);
  }

  private void axes(Axis axis, int top, int height, String unit) {
    svg.append(text(LEFT - 8, top - 12, "unit", unit));
    for (int i = 0; i <= axis.steps(); i++) {
      double y = y(axis, top, height, axis.mark(i));
      svg.append(
          tag("line", "grid", "x1", LEFT, "x2", LEFT + WIDTH, "y1", y, "y2", y)
              + text(LEFT - 8, y + 4, "mark", String.format(Locale.ROOT, "%,.0f", axis.mark(i))));
    }
    for (int i = 0; i < blocks.size(); i += 12) {
      svg.append(text(x(i), top + height + 18, "time", escaped(blocks.get(i).time())));
    }
  }

  private void steps(Axis axis, ToDoubleFunction<DispatchBlock> value, String css) {
    StringBuilder path = new StringBuilder("M");
    for (int i = 0; i < blocks.size(); i++) {
      double y = y(axis, PRICE_TOP, PRICE_HEIGHT, value.applyAsDouble(blocks.get(i)));
      path.append(point(x(i), y)).append(point(x(i + 1), y));
    }
    svg.append("<path class=\"").append(css).append("\" d=\"").append(path).append("\"/>\n");
  }

  private void stack(Axis axis) {
    double[] below = new double[blocks.size()];
    for (Fuel fuel : Fuel.values()) {
      double[] above = new double[blocks.size()];
      for (int i = 0; i < above.length; i++) {
        above[i] = below[i] + blocks.get(i).supplyMw(fuel);
      }
      svg.append(area(axis, below, above, fuel.cssClass()));
      below = above;
    }
    double[] charge = blocks.stream().mapToDouble(b -> -b.chargeMw()).toArray();
    svg.append(area(axis, charge, new double[charge.length], "charge"));
    StringBuilder demand = new StringBuilder("M");
    for (int i = 0; i < blocks.size(); i++) {
      double y = y(axis, SUPPLY_TOP, SUPPLY_HEIGHT, blocks.get(i).demandMw());
      demand.append(point(x(i), y)).append(point(x(i + 1), y));
    }
    svg.append("<path class=\"demand\" d=\"").append(demand).append("\"/>\n");
  }

  private String area(Axis axis, double[] below, double[] above, String css) {
    StringBuilder path = new StringBuilder("M");
    for (int i = 0; i < above.length; i++) {
      double y = y(axis, SUPPLY_TOP, SUPPLY_HEIGHT, above[i]);
      path.append(point(x(i), y)).append(point(x(i + 1), y));
    }
    for (int i = below.length - 1; i >= 0; i--) {
      double y = y(axis, SUPPLY_TOP, SUPPLY_HEIGHT, below[i]);
      path.append(point(x(i + 1), y)).append(point(x(i), y));
    }
    return "<path class=\"area " + css + "\" d=\"" + path + "Z\"/>\n";
  }

  private void tooltips() {
    for (int i = 0; i < blocks.size(); i++) {
      DispatchBlock block = blocks.get(i);
      StringBuilder tip = new StringBuilder();
      tip.append(block.time())
          .append(number("\nmarket %,.0f Rs/MWh", block.marketPrice()))
          .append(number("\nmerit order %,.0f Rs/MWh", block.clearingPrice()))
          .append(", set by ")
          .append(block.marginal())
          .append(number("\ndemand %,.0f MW", block.demandMw()));
      for (Fuel fuel : Fuel.values()) {
        tip.append("\n").append(fuel.label()).append(number(" %,.0f MW", block.supplyMw(fuel)));
      }
      tip.append(number("\ncharging %,.0f MW", block.chargeMw()));
      svg.append("<rect class=\"hover\" x=\"")
          .append(number("%.2f", x(i)))
          .append(number("\" width=\"%.2f", x(i + 1) - x(i)))
          .append("\" y=\"" + PRICE_TOP + "\" height=\"")
          .append(SUPPLY_TOP + SUPPLY_HEIGHT - PRICE_TOP)
          .append("\"><title>")
          .append(escaped(tip.toString()))
          .append("</title></rect>\n");
    }
  }

  private static String legend() {
    StringBuilder legend = new StringBuilder();
    legend.append(item("line market", "day-ahead market price"));
    legend.append(item("line clearing", "merit-order price"));
    legend.append(item("line demand", "demand"));
    for (Fuel fuel : Fuel.values()) {
      legend.append(item(fuel.cssClass(), fuel.label()));
    }
    return legend.append(item("charge", "battery charging")).toString();
  }

  private static String item(String css, String label) {
    return "<li><svg width=\"18\" height=\"12\"><rect class=\"area "
        + css
        + "\" width=\"18\" height=\"12\"/></svg> "
        + escaped(label)
        + "</li>\n";
  }

  private static String tag(String name, String css, Object... attributes) {
    StringBuilder tag = new StringBuilder("<" + name + " class=\"" + css + "\"");
    for (int i = 0; i < attributes.length; i += 2) {
      tag.append(' ').append(attributes[i]).append("=\"").append(attributes[i + 1]).append('"');
    }
    return tag.append("/>\n").toString();
  }

  private static String text(double x, double y, String css, String content) {
    return String.format(
        Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", css, x, y, content);
  }

  private double x(int block) {
    return LEFT + (double) WIDTH * block / blocks.size();
  }

  private static double y(Axis axis, int top, int height, double value) {
    return Math.round((top + height * (1 - axis.share(value))) * 100) / 100.0;
  }

  private static String point(double x, double y) {
    return String.format(Locale.ROOT, "%.2f,%.2f ", x, y);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private double max(ToDoubleFunction<DispatchBlock> value) {
    return blocks.stream().mapToDouble(value).max().orElse(1);
  }

  private double min(ToDoubleFunction<DispatchBlock> value) {
    return blocks.stream().mapToDouble(value).min().orElse(0);
  }

  /** A script of the user wrote some of these texts, so they must not become markup. */
  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n]]|[\\uFFFE\\uFFFF]|\\p{Cs}", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
