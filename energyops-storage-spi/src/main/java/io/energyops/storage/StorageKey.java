package io.energyops.storage;

import java.util.Comparator;

/**
 * Names an object: segments separated by single slashes, 1 to 1024 bytes in UTF-8, in Unicode form
 * NFC, without control characters, without empty, {@code .} or {@code ..} segments (percent-encoded
 * ones included), and without a slash at either end. {@code a} and {@code a/b} are two keys that
 * may both exist; upper and lower case differ. Ordered by UTF-8 bytes.
 *
 * @param value the key as text
 */
public record StorageKey(String value) implements Comparable<StorageKey> {

  /**
   * Checks the rules.
   *
   * @param value the key as text
   * @throws InvalidKeyException when it breaks a rule; the message names which
   */
  public StorageKey {
    KeyRules.checkKey(value);
  }

  /**
   * Makes a key of text.
   *
   * @param value the key as text
   * @return the key
   * @throws InvalidKeyException when it breaks a rule; the message names which
   */
  public static StorageKey of(String value) {
    return new StorageKey(value);
  }

  /**
   * Returns the order of keys, for text that need not be a whole key.
   *
   * @return an order that equals the order of the UTF-8 bytes
   */
  public static Comparator<String> utf8Order() {
    return KeyOrder.UTF8;
  }

  @Override
  public int compareTo(StorageKey other) {
    return KeyOrder.UTF8.compare(value, other.value);
  }

  /**
   * Returns the key as text.
   *
   * @return the same as {@link #value()}
   */
  @Override
  public String toString() {
    return value;
  }
}
