package io.energyops.python;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What names may stand for, by the imports and plain assignments of a whole script: order and scope
 * are not looked at.
 */
final class TokenAliases {

  private static final int MAX_TARGETS = 16;

  private final TokenReader reader;
  private final Map<String, Set<String>> targets = new HashMap<>();
  private final Set<String> starred = new TreeSet<>();
  private final BitSet statements = new BitSet();

  private TokenAliases(TokenReader reader) {
    this.reader = reader;
  }

  static TokenAliases of(List<PythonToken> tokens) {
    TokenAliases aliases = new TokenAliases(new TokenReader(tokens));
    aliases.read();
    return aliases;
  }

  /** Whether the token belongs to an import or an alias, and so is no use of the name. */
  boolean declares(int index) {
    return statements.get(index);
  }

  Set<String> resolve(String name) {
    Set<String> known = targets.get(name);
    if (known != null) {
      return known;
    }
    Set<String> found = new TreeSet<>();
    found.add(name.equals("__builtins__") ? "builtins" : "builtins." + name);
    starred.forEach(module -> found.add(module + "." + name));
    return found;
  }

  private void read() {
    for (int i = 0; i < reader.tokens().size(); i++) {
      if (reader.startsStatement(i)) {
        if (reader.at(i).isName("import")) {
          i = imports(i);
        } else if (reader.at(i).isName("from")) {
          i = importsFrom(i);
        } else if (reader.name(i) && reader.at(i + 1).is("=")) {
          assignment(i);
        }
      }
    }
  }

  private int imports(int start) {
    int i = start + 1;
    while (!reader.endsStatement(i)) {
      int dotted = i;
      StringBuilder module = new StringBuilder();
      while (reader.name(i) || reader.at(i).is(".")) {
        if (reader.at(i).isName("as")) {
          break;
        }
        module.append(reader.at(i++).text());
      }
      if (reader.at(i).isName("as") && reader.name(i + 1)) {
        bind(reader.at(i + 1).text(), module.toString());
        i += 2;
      } else if (i > dotted) {
        String top = reader.at(dotted).text();
        bind(top, top);
      }
      if (!reader.endsStatement(i)) {
        i++;
      }
    }
    statements.set(start, i);
    return i;
  }

  private int importsFrom(int start) {
    int i = start + 1;
    StringBuilder module = new StringBuilder();
    while (!reader.endsStatement(i) && !reader.at(i).isName("import")) {
      module.append(reader.at(i++).text());
    }
    i++;
    while (!reader.endsStatement(i)) {
      if (reader.at(i).is("*")) {
        starred.add(module.toString());
      } else if (reader.name(i)) {
        String name = reader.at(i).text();
        boolean renamed = reader.at(i + 1).isName("as");
        bind(reader.at(renamed ? i + 2 : i).text(), module + "." + name);
        i += renamed ? 2 : 0;
      }
      i++;
    }
    statements.set(start, i);
    return i;
  }

  /** {@code name = dotted.name} and nothing more. */
  private void assignment(int start) {
    int i = start + 2;
    if (!reader.name(i)) {
      return;
    }
    StringBuilder rest = new StringBuilder();
    int end = i + 1;
    while (reader.at(end).is(".") && reader.name(end + 1)) {
      rest.append('.').append(reader.at(end + 1).text());
      end += 2;
    }
    if (reader.endsStatement(end)) {
      String name = reader.at(start).text();
      Set.copyOf(resolve(reader.at(i).text())).forEach(base -> bind(name, base + rest));
      statements.set(start, end);
    }
  }

  private void bind(String name, String target) {
    Set<String> known = targets.computeIfAbsent(name, key -> new TreeSet<>());
    if (known.size() < MAX_TARGETS) {
      known.add(target);
    }
  }
}
