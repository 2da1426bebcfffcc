package io.energyops.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tokenizer read.
 *
 * @param busiestLine where the logical line with most tokens begins
 * @param problem what stopped it, or null when it read everything
 */
record PythonTokens(
    List<PythonToken> tokens, SourcePosition busiestLine, @Nullable SourceProblem problem) {}
