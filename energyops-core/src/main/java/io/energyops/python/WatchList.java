package io.energyops.python;

import java.util.Optional;
import java.util.Set;

/**
 * What an inspection looks for.
 *
 * @param names dotted names, as {@code os.system} and {@code builtins.eval}
 * @param attributes names of attributes
 * @param methods names of methods of whatever object
 */
record WatchList(Set<String> names, Set<String> attributes, Set<String> methods) {

  private static final Set<String> PLAIN_DUNDERS =
      Set.of("__class__", "__name__", "__doc__", "__qualname__", "__module__", "__len__");

  /** Finds the watched name that a dotted name ends with: modules carry each other along. */
  Optional<String> match(String dotted) {
    String rest = dotted;
    while (rest.indexOf('.') >= 0) {
      if (names.contains(rest)) {
        return Optional.of(rest);
      }
      rest = rest.substring(rest.indexOf('.') + 1);
    }
    return Optional.empty();
  }

  /** Finds the first watched attribute that a format string reaches into. */
  Optional<String> reachedByFormat(String template) {
    String[] chunks = template.split("\\{", -1);
    for (int i = 1; i < chunks.length; i++) {
      String field = chunks[i].split("[}:!]", 2)[0];
      String[] parts = field.split("[.\\[\\]]", -1);
      for (int j = 1; j < parts.length; j++) {
        if (reaching(parts[j])) {
          return Optional.of(parts[j]);
        }
      }
    }
    return Optional.empty();
  }

  private boolean reaching(String part) {
    boolean dunder = part.startsWith("__") && part.endsWith("__") && part.length() > 4;
    return attributes.contains(part) || (dunder && !PLAIN_DUNDERS.contains(part));
  }
}
