package io.energyops.process;

import static io.energyops.run.FoundBy.COOKIE;
import static io.energyops.run.FoundBy.DESCENT;
import static io.energyops.run.FoundBy.GROUP;
import static io.energyops.run.FoundBy.REMEMBERED;
import static io.energyops.run.FoundBy.SESSION;

import io.energyops.run.FoundBy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Ways in which a process may try to outlive its run; each has a program among the resources. */
enum Escape {
  SETSID(2, Set.of(DESCENT), Set.of(COOKIE, DESCENT)),
  DOUBLE_FORK(2, Set.of(DESCENT), Set.of(COOKIE)),
  TERM_IGNORED(2, Set.of(GROUP), Set.of(GROUP)),
  TWO_HUNDRED(201, Set.of(GROUP), Set.of(GROUP)),
  CLOSED_OUTPUT(2, Set.of(GROUP), Set.of(GROUP)),
  OUTPUT_HELD(2, Set.of(GROUP), Set.of(GROUP)),
  CLEARED_DAEMON(2, Set.of(DESCENT), Set.of(REMEMBERED)),
  FORK_STORM(1, Set.of(DESCENT), Set.of(GROUP, COOKIE, DESCENT, SESSION)),
  REGROUPED(3, Set.of(DESCENT), Set.of(COOKIE)),
  SUBREAPER(3, Set.of(DESCENT), Set.of(DESCENT, REMEMBERED)),
  EXEC_CHAIN(2, Set.of(DESCENT), Set.of(DESCENT, REMEMBERED)),
  STOPPED(2, Set.of(GROUP), Set.of(GROUP)),
  THREADS(32, Set.of(DESCENT), Set.of(DESCENT, REMEMBERED)),
  TRACED(3, Set.of(GROUP), Set.of(GROUP));

  private final int processes;

  @SuppressWarnings("ImmutableEnumChecker") // Of a type that the checker does not know.
  private final Set<FoundBy> whenKilled;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<FoundBy> whenSwept;

  Escape(int processes, Set<FoundBy> whenKilled, Set<FoundBy> whenSwept) {
    this.processes = processes;
    this.whenKilled = whenKilled;
    this.whenSwept = whenSwept;
  }

  /** How many register before the tree is complete. */
  int processes() {
    return processes;
  }

  Set<FoundBy> whenKilled() {
    return whenKilled;
  }

  Set<FoundBy> whenSwept() {
    return whenSwept;
  }

  String program() {
    String prelude = read("prelude");
    // A program that goes on as another one hands the prelude on.
    return "SOURCE = r'''"
        + prelude
        + "'''\nexec(SOURCE)\n"
        + read(name().toLowerCase(Locale.ROOT));
  }

  private static String read(String name) {
    try (InputStream text = Escape.class.getResourceAsStream("escapes/" + name + ".py")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
