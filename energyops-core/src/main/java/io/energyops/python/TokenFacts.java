package io.energyops.python;

import io.energyops.python.ScriptFact.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns tokens into facts: dotted names that are called or handed on, attributes, strings. */
final class TokenFacts {

  private static final Set<String> LOADERS =
      Set.of("builtins.__import__", "importlib.import_module", "importlib.__import__");
  private static final int MAX_ARGUMENTS = 32;

  private final WatchList watch;
  private final TokenAliases aliases;
  private final Set<ScriptFact> found = new LinkedHashSet<>();

  TokenFacts(WatchList watch, TokenAliases aliases) {
    this.watch = watch;
    this.aliases = aliases;
  }

  List<ScriptFact> found() {
    return List.copyOf(found);
  }

  /** Reads the tokens of the script. */
  void read(List<PythonToken> tokens) {
    read(new TokenReader(tokens), true);
  }

  private void read(TokenReader in, boolean statements) {
    int i = 0;
    while (i < in.tokens().size()) {
      PythonToken token = in.at(i);
      if (token.type() == PythonToken.Type.STRING) {
        string(token);
        i++;
      } else if (token.type() != PythonToken.Type.NAME
          || (statements && aliases.declares(i))
          || in.at(i - 1).isName("def")
          || in.at(i - 1).isName("class")
          || (in.at(i + 1).is("=") && !in.at(i + 2).is("="))) {
        i++;
      } else if (in.at(i - 1).is(".")) {
        attribute(token);
        method(in, i, i + 1);
        i++;
      } else {
        i = chain(in, i);
      }
    }
  }

  private int chain(TokenReader in, int start) {
    Dotted dotted = new Dotted(aliases.resolve(in.at(start).text()), start + 1);
    attribute(in.at(start));
    dotted = loaded(in, dotted, in.at(start).position());
    while (in.at(dotted.end()).is(".") && in.name(dotted.end() + 1)) {
      PythonToken member = in.at(dotted.end() + 1);
      attribute(member);
      dotted = dotted.member(member.text(), dotted.end() + 2);
      dotted = loaded(in, dotted, in.at(start).position());
    }
    boolean called = in.at(dotted.end()).is("(");
    SourcePosition at = in.at(start).position();
    boolean known = false;
    for (String name : dotted.names()) {
      String match = watch.match(name).orElse("");
      if (!match.isEmpty()) {
        known = true;
        List<String> arguments = called ? arguments(in, dotted.end() + 1) : List.of();
        found.add(new ScriptFact(called ? Kind.CALL : Kind.REFERENCE, match, at, arguments));
      }
    }
    if (!known && in.at(dotted.end() - 2).is(".")) {
      method(in, dotted.end() - 1, dotted.end());
    }
    return dotted.end();
  }

  /** Follows {@code __import__("os")} and {@code getattr(os, "system")} to what they give. */
  private Dotted loaded(TokenReader in, Dotted function, SourcePosition at) {
    int open = function.end();
    if (!in.at(open).is("(")) {
      return function;
    }
    if (function.names().stream().anyMatch(LOADERS::contains)) {
      TokenReader.Text name = in.text(open + 1);
      int close = in.at(name.end()).is(",") ? closing(in, open) : name.end();
      if (name.end() > open + 1 && in.at(close).is(")")) {
        for (String loader : function.names()) {
          watch
              .match(loader)
              .ifPresent(
                  match -> found.add(new ScriptFact(Kind.CALL, match, at, List.of(name.value()))));
        }
        return new Dotted(Set.of(name.value()), close + 1);
      }
    }
    if (function.names().contains("builtins.getattr") && in.name(open + 1)) {
      Dotted base = new Dotted(aliases.resolve(in.at(open + 1).text()), open + 2);
      while (in.at(base.end()).is(".") && in.name(base.end() + 1)) {
        base = base.member(in.at(base.end() + 1).text(), base.end() + 2);
      }
      TokenReader.Text name = in.text(base.end() + 1);
      if (in.at(base.end()).is(",") && in.at(name.end()).is(")") && !name.value().isEmpty()) {
        string(in.at(base.end() + 1), name.value());
        return base.member(name.value(), name.end() + 1);
      }
    }
    return function;
  }

  private static int closing(TokenReader in, int open) {
    int depth = 0;
    for (int i = open; i < in.tokens().size(); i++) {
      depth += in.at(i).is("(") ? 1 : in.at(i).is(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return in.tokens().size();
  }

  private static List<String> arguments(TokenReader in, int start) {
    int i = in.name(start) && in.at(start + 1).is("=") ? start + 2 : start;
    i += in.at(i).is("[") || in.at(i).is("(") ? 1 : 0;
    List<String> arguments = new ArrayList<>();
    while (arguments.size() < MAX_ARGUMENTS) {
      TokenReader.Text text = in.text(i);
      if (text.end() == i) {
        break;
      }
      arguments.add(text.value());
      if (!in.at(text.end()).is(",")) {
        break;
      }
      i = text.end() + 1;
    }
    return arguments;
  }

  private void method(TokenReader in, int name, int open) {
    if (watch.methods().contains(in.at(name).text())
        && in.at(open).is("(")
        && !in.at(open + 1).is(")")) {
      found.add(new ScriptFact(Kind.METHOD, in.at(name).text(), in.at(name).position(), List.of()));
    }
  }

  private void attribute(PythonToken token) {
    if (watch.attributes().contains(token.text())) {
      found.add(new ScriptFact(Kind.ATTRIBUTE, token.text(), token.position(), List.of()));
    }
  }

  private void string(PythonToken token) {
    string(token, token.text());
    token.fields().forEach(field -> read(new TokenReader(field), false));
  }

  private void string(PythonToken token, String text) {
    if (watch.attributes().contains(text)) {
      found.add(new ScriptFact(Kind.ATTRIBUTE, text, token.position(), List.of()));
    }
    watch
        .reachedByFormat(text)
        .ifPresent(
            name -> found.add(new ScriptFact(Kind.FORMAT, name, token.position(), List.of())));
  }

  /** Dotted names that an expression may stand for, and the index behind it. */
  private record Dotted(Set<String> names, int end) {

    Dotted member(String name, int behind) {
      return new Dotted(
          names.stream().map(base -> base + "." + name).collect(Collectors.toUnmodifiableSet()),
          behind);
    }
  }
}
