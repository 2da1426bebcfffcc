package io.energyops.python;

/** A place in a source: line and column, both from 1, columns in code points. */
record SourcePosition(int line, int column) implements Comparable<SourcePosition> {

  static final SourcePosition START = new SourcePosition(1, 1);

  @Override
  public int compareTo(SourcePosition other) {
    int lines = Integer.compare(line, other.line);
    return lines != 0 ? lines : Integer.compare(column, other.column);
  }
}
