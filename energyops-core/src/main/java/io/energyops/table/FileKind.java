package io.energyops.table;

import java.nio.file.Path;

/** What a file is by its content, whatever its name says. */
public enum FileKind {
  /** A workbook in Office Open XML ({@code .xlsx}, {@code .xlsm}). */
  XLSX,
  /** A workbook of Excel 97 to 2003. */
  XLS,
  /** Text, read as delimiter-separated values. */
  CSV,
  /** A web page, which some programs save under the name {@code .xls}. */
  HTML,
  /** An XML document that is no web page, such as an XML Spreadsheet 2003. */
  XML,
  /** An Office document with a password. */
  ENCRYPTED,
  /** A zip archive that is no such workbook. */
  ZIP_OTHER,
  /** Nothing but white space, or nothing at all. */
  EMPTY,
  /** Any other content. */
  BINARY;

  /**
   * Looks into a file.
   *
   * @param file a readable file
   * @return its kind
   * @throws TableUnreadableException when the file cannot be opened
   */
  public static FileKind detect(Path file) {
    return KindSniffer.sniff(file);
  }
}
