package io.energyops.examples.quickstart;

/** Colours and weights of a terminal. */
enum Ink {
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  BLUE("34"),
  MAGENTA("35"),
  CYAN("36"),
  WHITE("37");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  String paint(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
