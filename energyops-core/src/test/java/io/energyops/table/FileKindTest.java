package io.energyops.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest { // I-15

  @TempDir Path dir;

  private Path text(String name, String content) throws IOException {
    return Files.writeString(dir.resolve(name), content);
  }

  private static String refused(Path file) {
    return assertThrows(TableUnreadableException.class, () -> Tables.rows(file)).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><table><tr><td>1</td></tr></table></html> | HTML",
        "<!DOCTYPE HTML PUBLIC x> | HTML",
        "<!-- saved --> <table border=1> | HTML",
        "<?xml version='1.0'?><html xmlns='x'> | HTML",
        "MIME-Version: 1.0 | HTML",
        "<?xml version='1.0'?><Workbook/> | XML",
        "<MTH>,<YEAR> | CSV",
        "BM Unit,Price | CSV",
        "dummy content | CSV",
        "'   ' | EMPTY",
        "'' | EMPTY",
        "%PDF-1.7 x | BINARY",
      })
  void text_is_told_by_its_start(String content, FileKind expected) throws IOException {
    assertEquals(expected, FileKind.detect(text("a.xls", content)));
  }

  @Test
  void a_web_page_named_xls_is_refused_with_advice() throws IOException {
    String message = refused(text("prices.xls", "<html><table></table></html>"));
    assertTrue(message.contains("HTML") && message.contains("save it as .xlsx"), message);
  }

  @Test
  void the_content_decides_and_not_the_name() throws IOException {
    for (String name : List.of("a.xls", "a.csv")) {
      Path file =
          new Workbooks()
              .sheet("S", "visible", "<row><c><v>7</v></c></row>")
              .write(dir.resolve(name));
      assertEquals(FileKind.XLSX, FileKind.detect(file));
      assertEquals("7", Tables.rows(file).get(0).cell(0).display());
    }
    Path csv = text("b.xlsx", "<MTH>,<YEAR>\n1,2025\n");
    assertEquals(List.of("<MTH>", "<YEAR>"), Tables.display(Tables.rows(csv).get(0)));
  }

  @Test
  void an_encrypted_workbook_is_named_so() throws IOException {
    Path file = dir.resolve("locked.xlsx");
    try (POIFSFileSystem container = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(file)) {
      var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (OutputStream plain = encryptor.getDataStream(container)) {
        plain.write(1);
      } catch (java.security.GeneralSecurityException e) {
        throw new IOException(e);
      }
      container.writeFilesystem(out);
    }
    assertEquals(FileKind.ENCRYPTED, FileKind.detect(file));
    assertTrue(refused(file).contains("encrypted"));
  }

  @Test
  void strict_workbooks_are_named_so() {
    Path file =
        new Workbooks()
            .strict()
            .sheet("S", "visible", "<row><c><v>7</v></c></row>")
            .write(dir.resolve("strict.xlsx"));
    assertTrue(refused(file).contains("Strict"));
  }

  @Test
  void another_archive_is_refused() {
    Path file = Workbooks.zip(dir.resolve("a.xlsx"), Map.of("word/document.xml", "<x/>"));
    assertEquals(FileKind.ZIP_OTHER, FileKind.detect(file));
    assertTrue(refused(file).contains("zip archive"));
  }

  @Test
  void a_workbook_that_is_cut_off_is_refused() throws IOException {
    Path whole = new Workbooks().sheet("S", "visible", "<row/>").write(dir.resolve("whole.xlsx"));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(dir.resolve("cut.xlsx"), java.util.Arrays.copyOf(bytes, 700));
    assertTrue(refused(cut).contains("cut off"));
  }

  @Test
  void bytes_and_missing_files_are_refused() throws IOException {
    Path bytes = Files.write(dir.resolve("a.csv"), new byte[] {'a', 0, 7, 1, 'b', 2});
    assertEquals(FileKind.BINARY, FileKind.detect(bytes));
    assertTrue(refused(bytes).contains("not a workbook"));
    assertTrue(refused(dir.resolve("missing.csv")).contains("cannot be read"));
    assertTrue(refused(text("empty.csv", "\uFEFF\n")).contains("empty"));
  }
}
