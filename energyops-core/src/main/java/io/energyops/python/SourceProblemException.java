package io.energyops.python;

/** Carries a problem out of nested scanning. Never leaves the package. */
final class SourceProblemException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient SourceProblem problem;

  SourceProblemException(SourceProblem problem) {
    // Hostile source may cause it often; nobody reads the trace.
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  SourceProblem problem() {
    return problem;
  }
}
