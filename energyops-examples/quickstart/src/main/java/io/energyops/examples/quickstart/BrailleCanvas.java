package io.energyops.examples.quickstart;

/** A grid of dots, two wide and four high in each character. */
final class BrailleCanvas {

  private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final int[][] cells;

  BrailleCanvas(int columns, int rows) {
    this.cells = new int[rows][columns];
  }

  int dotsHigh() {
    return cells.length * 4;
  }

  /** Sets a dot; y counts from the bottom. */
  void set(int x, int y) {
    int fromTop = dotsHigh() - 1 - y;
    cells[fromTop / 4][x / 2] |= BITS[fromTop % 4][x % 2];
  }

  /** Sets the dots of one column between two heights, so that a step leaves no gap. */
  void column(int x, int from, int to) {
    for (int y = Math.min(from, to); y <= Math.max(from, to); y++) {
      set(x, y);
    }
  }

  /** Returns the character, or a blank where no dot is set. */
  char at(int column, int row) {
    int bits = cells[row][column];
    return bits == 0 ? ' ' : (char) (0x2800 + bits);
  }
}
