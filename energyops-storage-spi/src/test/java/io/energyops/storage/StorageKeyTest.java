package io.energyops.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageKeyTest {

  @Nested
  class Accepted {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "a",
          "a/b",
          ".hidden",
          "...",
          "a..b/c.",
          "Market Data.xlsx",
          "50%.csv",
          "%41",
          "back\\slash",
          "caf\u00e9/\u6f22\u5b57/\ud83d\ude00"
        })
    void ordinary_keys_are_kept_as_they_are(String key) {
      assertEquals(key, StorageKey.of(key).value());
      assertEquals(key, StorageKey.of(key).toString());
    }

    @Test
    void a_key_may_have_1024_bytes() {
      String longest = "\u00e9".repeat(512);

      assertEquals(longest, StorageKey.of(longest).value());
    }
  }

  @Nested
  class Refused {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "''      | it is empty",
          "/       | ends with '/'",
          "/etc    | starts with '/'",
          "a/      | ends with '/'",
          "a//b    | empty segment",
          ".       | segment '.'",
          "..      | segment '..'",
          "a/../.. | segment '..'",
          "a/./b   | segment '.'",
          "..%2f   | percent-encoding",
          "..%2Fb  | percent-encoding",
          "%2e%2E  | percent-encoding",
          ".%2e/a  | percent-encoding",
          "a%5cb   | percent-encoding"
        })
    void the_message_names_the_reason(String key, String reason) {
      InvalidKeyException e = assertThrows(InvalidKeyException.class, () -> StorageKey.of(key));

      assertTrue(e.getMessage().contains(reason), e.getMessage());
      assertEquals(StorageErrorCode.INVALID_KEY, e.code());
    }

    @Test
    void control_characters_are_refused_and_not_repeated() {
      for (String control : new String[] {"\u0000", "\n", "\u007f", "\u0085"}) {
        InvalidKeyException e =
            assertThrows(InvalidKeyException.class, () -> StorageKey.of("a" + control + "b"));
        assertTrue(e.getMessage().contains("control character"), e.getMessage());
        assertTrue(!e.getMessage().contains(control), "the message repeats the character");
      }
    }

    @Test
    void a_decomposed_letter_is_refused() {
      String decomposed = Normalizer.normalize("caf\u00e9", Normalizer.Form.NFD);

      InvalidKeyException e =
          assertThrows(InvalidKeyException.class, () -> StorageKey.of(decomposed));
      assertTrue(e.getMessage().contains("NFC"), e.getMessage());
    }

    @Test
    void half_a_surrogate_pair_is_refused() {
      assertThrows(InvalidKeyException.class, () -> StorageKey.of("a\ud83d"));
      assertThrows(InvalidKeyException.class, () -> StorageKey.of("\ude00a"));
    }

    @Test
    void the_limit_counts_bytes_not_characters() {
      InvalidKeyException e =
          assertThrows(InvalidKeyException.class, () -> StorageKey.of("\u00e9".repeat(513)));
      assertTrue(e.getMessage().contains("1026 bytes"), e.getMessage());
      assertTrue(e.getMessage().length() < 400, "the message repeats the whole key");
    }
  }
}
