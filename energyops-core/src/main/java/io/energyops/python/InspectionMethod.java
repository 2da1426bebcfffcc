package io.energyops.python;

/** What a verdict is based on. More may be added. */
public enum InspectionMethod {
  /** The syntax tree, made by a Python interpreter. */
  AST,
  /** The tokens alone, since no interpreter was there: names and simple aliases, no full syntax. */
  LEXICAL
}
