package io.energyops.examples.quickstart;

import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;

/** Where the run is shown. Thread-safe: log lines come from another thread. */
final class Screen {

  private final ReentrantLock lock = new ReentrantLock();
  private final PrintStream out;
  private final TerminalKind kind;
  private int openWidth;

  Screen(PrintStream out, TerminalKind kind) {
    this.out = out;
    this.kind = kind;
  }

  TerminalKind kind() {
    return kind;
  }

  void heading(String text) {
    line("");
    line(paint(Ink.BOLD, "== " + text));
  }

  void line(String text) {
    lock.lock();
    try {
      endOpenLine();
      out.println(printable(text));
    } finally {
      lock.unlock();
    }
  }

  /** Shows a state that the next one replaces; without a terminal nothing is shown. */
  void inPlace(String text) {
    if (!kind.interactive()) {
      return;
    }
    lock.lock();
    try {
      String shown = printable(text);
      out.print("\r" + shown + " ".repeat(Math.max(0, openWidth - shown.length())));
      out.flush();
      openWidth = shown.length();
    } finally {
      lock.unlock();
    }
  }

  String paint(Ink ink, String text) {
    return kind.colour() ? ink.paint(text) : text;
  }

  private void endOpenLine() {
    if (openWidth > 0) {
      out.print("\r" + " ".repeat(openWidth) + "\r");
      openWidth = 0;
    }
  }

  /** A script's output and a user's cells must not steer the terminal; our own colours may. */
  private static String printable(String text) {
    return text.replaceAll("\u001b(?!\\[\\d{1,2}m)|[\\p{Cntrl}&&[^\u001b\t]]", "?");
  }
}
