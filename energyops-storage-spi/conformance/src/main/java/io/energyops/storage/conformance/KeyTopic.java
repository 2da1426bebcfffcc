package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.storage.StorageKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keys that are allowed and that careless backends mix up, change or refuse. */
final class KeyTopic {

  private static final String EMOJI = "\uD83D\uDCC8";

  private KeyTopic() {}

  static Topic topic() {
    return Topic.named("keys")
        .with(
            "key-nfc", "composed letters are kept", kept("Zürich/übersicht.csv", "Ångström", "한글"))
        .with(
            "key-emoji",
            "characters beyond 16 bits are kept",
            kept(EMOJI, "chart/" + EMOJI + ".svg"))
        .with(
            "key-look-alikes",
            "letters that look alike differ",
            kept("ﬁ", "fi", "①", "1", "ß", "ss", "a", "а", "İ", "i", "ı"))
        .with("key-case", "upper and lower case differ", kept("Run/A", "run/A", "run/a", "RUN/A"))
        .with(
            "key-spaces", "spaces are kept", kept("a b", "a  b", " a", "a ", "a\u00A0b", "\u3000"))
        .with("key-trailing-dots", "dots at an end are kept", kept("a", "a.", "a..", "...", "x./y"))
        .with(
            "key-windows-names",
            "names that Windows reserves are names",
            kept("CON", "con.txt", "nul", "aux/x", "x/COM1", "LPT9.log", "a:b", "a<b>|c\"", "x~1"))
        .with(
            "key-percent",
            "percent signs are kept",
            kept("%", "%2B", "+", " ", "%20", "%25", "%zz"))
        .with(
            "key-url-characters",
            "what means something in a URL means nothing here",
            kept("?", "a?b=c", "#", "a#b", "&", "*", ";", "=", "@", "[]", "{}", "$", "!", "'", "|"))
        .with("key-backslash", "a backslash separates nothing", kept("a\\b", "a/b", "\\"))
        .with(
            "key-hidden-names",
            "names that look hidden or temporary are listed",
            kept(".hidden", "x.tmp", ".tmp/x", "a~", "x.part", ".DS_Store", "_x", ".meta.json"))
        .with(
            "key-invisible",
            "invisible characters are kept",
            kept("a\u200Bb", "ab", "\u2028", "\uFEFFa"))
        .with(
            "key-1024-segments",
            "1024 bytes in many segments are a key",
            kept("segment/".repeat(127) + "segment8"))
        .with("key-1024-one-segment", "1024 bytes in one segment are a key", KeyTopic::oneSegment)
        .with("key-1024-wide", "1024 bytes of wide characters are a key", kept(EMOJI.repeat(256)))
        .with("key-deep", "512 segments of one letter are a key", kept("a/".repeat(511) + "a"));
  }

  /** Each key is told from the others by what it holds; then one after the other goes. */
  private static Behaviour.Check kept(String... keys) {
    return bench -> {
      bench.putAll(List.of(keys));
      assertEach(bench, List.of(keys));
      List<String> left = new ArrayList<>(List.of(keys));
      while (!left.isEmpty()) {
        String gone = left.remove(0);
        assertTrue(bench.storage().delete(Bench.key(gone)), () -> "'" + gone + "' was not there");
        assertEach(bench, left);
      }
    };
  }

  private static void assertEach(Bench bench, List<String> keys) throws IOException {
    assertEquals(keys.stream().sorted(StorageKey.utf8Order()).toList(), bench.keys(""));
    for (String key : keys) {
      bench.assertText(key, "content of " + key);
      assertEquals(Bench.key(key), bench.stat(key).key());
    }
  }

  private static void oneSegment(Bench bench) throws Exception {
    String longest = "x".repeat(1023);
    kept(longest + "a", longest + "b").run(bench);
    kept("folder/" + "y".repeat(1017)).run(bench);
  }
}
