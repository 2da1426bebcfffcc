package io.energyops.storage;

import java.util.Comparator;

/** Orders strings as their UTF-8 bytes do, without encoding them. */
enum KeyOrder implements Comparator<String> {
  UTF8;

  @Override
  public int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(weight(a), weight(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** UTF-16 puts surrogates below U+E000, UTF-8 puts what they stand for above U+FFFF. */
  private static int weight(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
