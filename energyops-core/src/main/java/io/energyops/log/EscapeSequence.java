package io.energyops.log;

/**
 * Finds the terminal escape sequences in the bytes of one stream: control sequences such as
 * colours, command strings such as titles and links, and the short ones. One that is broken ends at
 * a byte that cannot belong to it, at the line's end or at a length that none has, so what follows
 * is text again. Confined to its line.
 */
final class EscapeSequence {

  // Links hold addresses of up to 2 KiB; a colour takes no more than a few bytes.
  private static final int MAX_STRING_BYTES = 8192;
  private static final int MAX_CONTROL_BYTES = 128;

  private static final byte ESCAPE = 0x1B;
  private static final byte BELL = 0x07;

  private enum State {
    TEXT,
    ESCAPE,
    SHORT,
    CONTROL,
    STRING,
    STRING_ESCAPE
  }

  private State state = State.TEXT;
  private int length;

  /** True between the first and the last byte of a sequence. */
  boolean open() {
    return state != State.TEXT;
  }

  /** Gives up a sequence that has begun. */
  void end() {
    state = State.TEXT;
  }

  /** Returns where the text that begins at an index ends. */
  int textEnd(byte[] bytes, int from, int to) {
    int at = from;
    if (state == State.TEXT) {
      while (at < to && bytes[at] != ESCAPE) {
        at++;
      }
    }
    return at;
  }

  /** Goes over a sequence, or what there is of it, and returns where text may follow. */
  int skip(byte[] bytes, int from, int to) {
    int at = from;
    if (at < to && state == State.TEXT) {
      begin(State.ESCAPE);
      at++;
    }
    while (at < to && state != State.TEXT) {
      at += next(bytes[at]) ? 1 : 0;
    }
    return at;
  }

  /** Takes a byte and returns whether it belongs to the sequence. */
  private boolean next(byte value) {
    switch (state) {
      case ESCAPE -> {
        return afterEscape(value);
      }
      case SHORT -> {
        return inside(value, 0x20, 0x2F, MAX_CONTROL_BYTES);
      }
      case CONTROL -> {
        return inside(value, 0x20, 0x3F, MAX_CONTROL_BYTES);
      }
      case STRING -> {
        if (value == BELL) {
          state = State.TEXT;
        } else if (value == ESCAPE) {
          state = State.STRING_ESCAPE;
        } else if (++length > MAX_STRING_BYTES) {
          state = State.TEXT;
          return false;
        }
        return true;
      }
      case STRING_ESCAPE -> {
        if (value == '\\') {
          state = State.TEXT;
          return true;
        }
        // The string is broken off, and another sequence has begun.
        begin(State.ESCAPE);
        return false;
      }
      default -> {
        return false;
      }
    }
  }

  private boolean afterEscape(byte value) {
    switch (value) {
      case '[' -> begin(State.CONTROL);
      case ']', 'P', 'X', '^', '_' -> begin(State.STRING);
      case ESCAPE -> begin(State.ESCAPE);
      default -> {
        if (value >= 0x20 && value <= 0x2F) {
          begin(State.SHORT);
        } else {
          state = State.TEXT;
          return value >= 0x30 && value <= 0x7E;
        }
      }
    }
    return true;
  }

  private boolean inside(byte value, int first, int last, int maxLength) {
    if (value >= first && value <= last && ++length <= maxLength) {
      return true;
    }
    if (value == ESCAPE) {
      begin(State.ESCAPE);
      return true;
    }
    boolean end = value > last && value <= 0x7E;
    state = State.TEXT;
    return end;
  }

  private void begin(State begun) {
    state = begun;
    length = 0;
  }
}
