package io.energyops.python;

/** Facts from the tokens alone, for hosts without an interpreter. */
final class LexicalFacts implements FactSource {

  @Override
  public InspectionMethod method() {
    return InspectionMethod.LEXICAL;
  }

  @Override
  public ScriptFacts facts(SourceText source) {
    PythonTokens scanned = PythonTokenizer.scan(source.text());
    boolean hasCode = scanned.tokens().stream().anyMatch(t -> t.type() != PythonToken.Type.NEWLINE);
    TokenAliases aliases = TokenAliases.of(scanned.tokens());
    TokenFacts facts = new TokenFacts(RuleTable.WATCH_LIST, aliases);
    facts.read(scanned.tokens());
    return new ScriptFacts(hasCode, facts.found(), scanned.problem());
  }
}
