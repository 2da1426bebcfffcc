package io.energyops.examples.benchmarks;

import io.energyops.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what was measured, for programs and for people. */
final class Reports {

  private static final String HEAD =
      """
      | area | benchmark | ours | peer | unit | ratio | pairs | goal | met |
      |---|---|---|---|---|---|---|---|---|
      """;

  private Reports() {}

  static void writeJson(Path file, List<Result> results) throws IOException {
    List<String> objects = results.stream().map(result -> Json.write(result.json())).toList();
    write(file, "[\n  " + String.join(",\n  ", objects) + "\n]\n");
  }

  /** Fills the page that says what is compared; its words are in the template. */
  static void writePage(Path file, List<Result> results, Map<String, String> facts)
      throws IOException {
    String page;
    try (InputStream template = Reports.class.getResourceAsStream("benchmarks.md")) {
      if (template == null) {
        throw new IOException("The template of the page is not in the jar");
      }
      page = new String(template.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      page = page.replace("@" + fact.getKey() + "@", fact.getValue());
    }
    write(file, page.replace("@results@\n", table(results)));
  }

  static String table(List<Result> results) {
    StringBuilder table = new StringBuilder(HEAD);
    for (Result result : results) {
      Series peer = result.peer();
      Series pairs = result.pairs();
      List<String> cells = new ArrayList<>();
      cells.add(result.area());
      cells.add(result.name());
      cells.add(shown(result.ours()));
      cells.add(peer == null ? Text.number(null) : shown(peer));
      cells.add(result.metric().unit());
      cells.add(Text.number(result.ratio()));
      cells.add(pairs == null ? Text.number(null) : Text.range(pairs));
      cells.add(goal(result));
      cells.add(Text.verdict(result.met()));
      table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return table.toString();
  }

  private static String shown(Series series) {
    return series.values().size() == 1
        ? Text.number(series.median())
        : Text.number(series.median()) + " (" + Text.range(series) + ")";
  }

  private static String goal(Result result) {
    return switch (result.metric().kind()) {
      case RATIO -> "≥ " + Text.number(result.metric().goal());
      case BOUND -> "≤ " + Text.number(result.metric().goal());
      case PLAIN -> Text.number(null);
    };
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
