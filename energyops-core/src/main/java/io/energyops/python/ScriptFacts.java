package io.energyops.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was observed in a script.
 *
 * @param hasCode whether there is any statement
 */
record ScriptFacts(boolean hasCode, List<ScriptFact> facts, @Nullable SourceProblem problem) {

  static ScriptFacts failed(SourceProblem problem) {
    return new ScriptFacts(true, List.of(), problem);
  }
}
