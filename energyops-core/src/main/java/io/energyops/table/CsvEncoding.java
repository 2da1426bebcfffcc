package io.energyops.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Finds the encoding of a text file: its mark, else UTF-8 when the whole file obeys it, else what
 * the frequencies of its bytes suggest. Text that is UTF-8 but for a few broken bytes is refused
 * instead of being read as something else.
 */
final class CsvEncoding {

  private static final int MARK_BYTES = 4096;
  private static final int BUFFER_BYTES = Utf8Check.MAX_PIECE_BYTES;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private CsvEncoding() {}

  /**
   * An encoding.
   *
   * @param charset how to decode
   * @param skip length of the byte order mark
   * @param known whether the bytes say so themselves, by a mark or by their zeros
   */
  record Guess(Charset charset, int skip, boolean known) {}

  static Guess detect(Path file, String displayName) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Guess marked = marked(in.readNBytes(MARK_BYTES));
      if (marked.known()) {
        return marked;
      }
    }
    Utf8Check check = new Utf8Check();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        check.add(buffer, read);
      }
    }
    check.end();
    if (check.broken() == 0) {
      return new Guess(StandardCharsets.UTF_8, 0, false);
    }
    if (check.multibyte() > check.broken()) {
      throw new TableUnreadableException(
          displayName
              + ", line "
              + lineOf(file, check.firstBroken())
              + " holds bytes that are not UTF-8, though the rest of the file is; save it as UTF-8");
    }
    return new Guess(suggested(byFrequency(file)), 0, false);
  }

  private static long lineOf(Path file, long offset) throws IOException {
    long line = 1;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (long at = 0; at < offset; at++) {
        line += in.read() == '\n' ? 1 : 0;
      }
    }
    return line;
  }

  private static @Nullable String byFrequency(Path file) throws IOException {
    UniversalDetector detector = new UniversalDetector();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0 && !detector.isDone(); read = in.read(buffer)) {
        detector.handleData(buffer, 0, read);
      }
      detector.dataEnd();
    }
    return detector.getDetectedCharset();
  }

  /** Looks at a byte order mark, and at the zeros that UTF-16 puts between Latin letters. */
  static Guess marked(byte[] head) {
    if (starts(head, 0xEF, 0xBB, 0xBF)) {
      return new Guess(StandardCharsets.UTF_8, 3, true);
    }
    if (starts(head, 0xFF, 0xFE, 0, 0)) {
      return new Guess(Charset.forName("UTF-32LE"), 4, true);
    }
    if (starts(head, 0, 0, 0xFE, 0xFF)) {
      return new Guess(Charset.forName("UTF-32BE"), 4, true);
    }
    if (starts(head, 0xFF, 0xFE)) {
      return new Guess(StandardCharsets.UTF_16LE, 2, true);
    }
    if (starts(head, 0xFE, 0xFF)) {
      return new Guess(StandardCharsets.UTF_16BE, 2, true);
    }
    int length = Math.min(head.length, MARK_BYTES) & ~1;
    int zerosFirst = 0;
    int zerosSecond = 0;
    for (int i = 0; i < length; i += 2) {
      zerosFirst += head[i] == 0 ? 1 : 0;
      zerosSecond += head[i + 1] == 0 ? 1 : 0;
    }
    if (zerosFirst == 0 && zerosSecond * 4 > length) {
      return new Guess(StandardCharsets.UTF_16LE, 0, true);
    }
    if (zerosSecond == 0 && zerosFirst * 4 > length) {
      return new Guess(StandardCharsets.UTF_16BE, 0, true);
    }
    return new Guess(StandardCharsets.UTF_8, 0, false);
  }

  private static Charset suggested(@Nullable String name) {
    if (name == null || name.startsWith("UTF-") || !Charset.isSupported(name)) {
      return WINDOWS;
    }
    return Charset.forName(name);
  }

  private static boolean starts(byte[] head, int... mark) {
    if (head.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
