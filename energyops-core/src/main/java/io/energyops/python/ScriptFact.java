package io.energyops.python;

import java.util.List;

/**
 * One observation in a script, not yet judged.
 *
 * @param arguments constant text of the first arguments of a call, a replacement character for each
 *     unknown part
 */
record ScriptFact(Kind kind, String name, SourcePosition position, List<String> arguments) {

  enum Kind {
    CALL,
    REFERENCE,
    METHOD,
    ATTRIBUTE,
    FORMAT,
    DYNAMIC
  }
}
