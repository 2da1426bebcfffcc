package io.energyops.examples.quickstart;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the place that output goes to can show.
 *
 * @param interactive whether a line can be written over
 * @param colour whether colours are understood
 * @param unicode whether characters beyond ASCII arrive
 */
record TerminalKind(boolean interactive, boolean colour, boolean unicode) {

  static final TerminalKind PLAIN = new TerminalKind(false, false, false);

  /** Looks at the console of this process and at the variables that describe it. */
  static TerminalKind of(Map<String, String> environment) {
    boolean interactive = isTerminal(System.console());
    boolean colour =
        interactive
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    return new TerminalKind(interactive, colour, speaksUtf8(environment));
  }

  /** Colours off means plain ASCII too: who asks for one has a terminal that lacks both. */
  TerminalKind withoutColour() {
    return new TerminalKind(interactive, false, false);
  }

  Charset charset() {
    return unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
  }

  private static boolean speaksUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String upper = value.toUpperCase(Locale.ROOT);
        return upper.contains("UTF-8") || upper.contains("UTF8");
      }
    }
    return false;
  }

  // From JDK 22 on there is a console without a terminal too, which says so itself.
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
