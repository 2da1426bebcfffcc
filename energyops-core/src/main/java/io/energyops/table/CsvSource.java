package io.energyops.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A text file of delimiter-separated values. */
final class CsvSource implements TableSource {

  private static final int SAMPLE_CHARS = 64 * 1024;

  private final Path file;
  private final String displayName;
  private final TableLimits limits;
  private final CsvEncoding.Guess encoding;
  private final CsvDelimiter delimiter;

  private CsvSource(Path file, String displayName, TableLimits limits) throws IOException {
    this.file = file;
    this.displayName = displayName;
    this.limits = limits;
    this.encoding = CsvEncoding.detect(file, displayName);
    char[] sample = new char[SAMPLE_CHARS];
    int length = 0;
    try (Reader reader = reader()) {
      int read = reader.read(sample, 0, SAMPLE_CHARS);
      while (read > 0) {
        length += read;
        read = reader.read(sample, length, SAMPLE_CHARS - length);
      }
    }
    this.delimiter = CsvDelimiter.detect(new String(sample, 0, length), length < SAMPLE_CHARS);
  }

  static CsvSource open(Path file, String displayName, TableLimits limits) {
    try {
      return new CsvSource(file, displayName, limits);
    } catch (CharacterCodingException e) {
      throw new TableUnreadableException(
          displayName + " is text of an unknown encoding; save it as UTF-8, and send that", e);
    } catch (IOException e) {
      throw new TableUnreadableException(displayName + " cannot be read", e);
    }
  }

  private Reader reader() throws IOException {
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(encoding.skip());
    return new InputStreamReader(
        in,
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  CsvEncoding.Guess encoding() {
    return encoding;
  }

  CsvDelimiter delimiter() {
    return delimiter;
  }

  @Override
  public List<SheetInfo> sheets() {
    return List.of(new SheetInfo(0, displayName, SheetVisibility.VISIBLE));
  }

  @Override
  public RowCursor rows(SheetInfo sheet) {
    try {
      return new CsvCursor(reader(), delimiter, displayName, limits);
    } catch (IOException e) {
      throw new TableUnreadableException(displayName + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    // Each cursor has its own stream.
  }
}
