package io.energyops.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LexicalInspectionTest extends InspectionSpecification {

  @Override
  ScriptInspector inspector() {
    return ScriptInspector.builder().build();
  }

  @Override
  ScriptInspector inspector(ScriptPolicy policy) {
    return ScriptInspector.builder().policy(policy).build();
  }

  @Test
  void the_verdict_says_that_only_tokens_were_read() {
    assertEquals(InspectionMethod.LEXICAL, inspector().inspect("x = 1").method());
  }

  @Test
  void endless_f_strings_are_refused() {
    String source = "f'''{" + "f\"{".repeat(60) + "1" + "}\"".repeat(60) + "}'''";
    assertEquals(ScriptRule.TOO_DEEP, inspector().inspect(source).findings().get(0).rule());
  }

  @Property(tries = 500)
  void any_text_gets_a_verdict(@ForAll("sources") String source) {
    assertNotNull(inspector().inspect(source).errors());
  }

  @Property(tries = 200)
  void a_call_of_eval_is_found_after_any_closed_string(@ForAll("words") String word) {
    String quoted = word.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n");
    ScriptVerdict verdict = inspector().inspect("x = '" + quoted + "'; eval(x)");
    assertEquals(1, verdict.findings().stream().filter(f -> f.rule() == ScriptRule.EVAL).count());
  }

  @Provide
  Arbitrary<String> sources() {
    return Arbitraries.of(
            "f'",
            "'",
            "\"",
            "'''",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "\\",
            "\n",
            "\r",
            "#",
            ":",
            "!",
            "=",
            ".",
            ",",
            ";",
            "*",
            "import ",
            "from ",
            " as ",
            "os",
            "system",
            "eval",
            "getattr(",
            "__import__(",
            "0",
            "é",
            "𝓮",
            "rb",
            " ")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("'\"\\\n#{}eval() é").ofMaxLength(20);
  }
}
