package io.energyops.it.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A script that tries to break a limit.
 *
 * @param name of its file, without the ending
 * @param kind what it goes against
 * @param ends what comes of it when every limit holds; of several the mechanism decides
 */
record HostileScript(String name, String kind, Set<String> ends) {

  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\| ([a-z]+) \\|[^|]*\\| ([^|]*`[^|]*?) \\|.*");

  private static final Pattern END = Pattern.compile("`([a-z_ ]+[0-9]*)`");

  /** All of them, as their list tells. */
  static List<HostileScript> all() {
    return text("README.md")
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> new HostileScript(row.group(1), row.group(2), ends(row.group(3))))
        .toList();
  }

  String source() {
    return text(name + ".py");
  }

  private static Set<String> ends(String column) {
    return END.matcher(column)
        .results()
        .map(end -> end.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public String toString() {
    return name;
  }

  private static String text(String file) {
    try (InputStream in = HostileScript.class.getResourceAsStream("/hostile/" + file)) {
      if (in == null) {
        throw new IllegalStateException("There is no hostile script " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
