package io.energyops.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Tells the kind of a file from its first bytes and, for containers, from their directory. */
final class KindSniffer {

  private static final int HEAD_BYTES = 64 * 1024;
  private static final int LONGEST_SIGNATURE = 64;

  // Only at the very start: a CSV may well hold <MTH> as a cell.
  private static final Pattern HTML =
      Pattern.compile(
          "(?is)(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)*"
              + "(<!doctype\\s+html|<(html|head|body|table|meta|style|script|title)[\\s>/]).*"
              + "|mime-version:.*");

  private KindSniffer() {}

  static FileKind sniff(Path file) {
    SilentLog4j.settle();
    try {
      byte[] head;
      try (InputStream in = Files.newInputStream(file)) {
        head = in.readNBytes(HEAD_BYTES);
      }
      if (head.length == 0) {
        return FileKind.EMPTY;
      }
      // FileMagic's other signatures are short ("BM", "II") and would take a CSV for a picture.
      byte[] start = Arrays.copyOf(head, Math.max(head.length, LONGEST_SIGNATURE));
      return switch (FileMagic.valueOf(start)) {
        case OOXML -> zip(file);
        case OLE2 -> ole2(file);
        case BIFF2, BIFF3, BIFF4 -> FileKind.BINARY;
        default -> text(head);
      };
    } catch (IOException e) {
      throw new TableUnreadableException("The file cannot be read; check that it exists", e);
    }
  }

  private static FileKind zip(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      boolean workbook =
          zip.getEntry("[Content_Types].xml") != null
              && zip.stream().anyMatch(e -> lower(e.getName()).matches("/?xl/workbook.*\\.xml"));
      return workbook ? FileKind.XLSX : FileKind.ZIP_OTHER;
    } catch (IOException e) {
      return FileKind.ZIP_OTHER;
    }
  }

  private static FileKind ole2(Path file) {
    try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
      DirectoryNode root = container.getRoot();
      if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
        return FileKind.ENCRYPTED;
      }
      boolean workbook =
          root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book");
      return workbook ? FileKind.XLS : FileKind.BINARY;
    } catch (IOException | RuntimeException e) {
      return FileKind.BINARY;
    }
  }

  private static FileKind text(byte[] head) {
    CsvEncoding.Guess marked = CsvEncoding.marked(head);
    String text =
        new String(
            head,
            marked.skip(),
            head.length - marked.skip(),
            marked.known() ? marked.charset() : StandardCharsets.ISO_8859_1);
    String body = text.stripLeading();
    if (body.isEmpty()) {
      return FileKind.EMPTY;
    }
    if (body.startsWith("%PDF-") || body.startsWith("{\\rtf") || binary(text)) {
      return FileKind.BINARY;
    }
    String start = body.substring(0, Math.min(body.length(), 4096));
    if (HTML.matcher(start).matches()) {
      return FileKind.HTML;
    }
    return lower(start).startsWith("<?xml") ? FileKind.XML : FileKind.CSV;
  }

  private static boolean binary(String text) {
    return text.chars().anyMatch(c -> c < 0x20 && "\t\n\r\f\u001a\u000b".indexOf(c) < 0);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
