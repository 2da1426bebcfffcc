package io.energyops.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.energyops.python.ScriptInspector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadFileTest {

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final byte[] CSV = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private UploadValidators validators;

  @BeforeEach
  void create() {
    validators =
        UploadValidators.create(ScriptInspector.builder().build(), folder.resolve("spool"));
  }

  @AfterEach
  void nothing_stays_in_the_spool() throws IOException {
    if (Files.isDirectory(folder.resolve("spool"))) {
      try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
        assertEquals(0, files.count());
      }
    }
  }

  @Nested
  class What_the_sender_declares {

    @Test
    void is_judged_with_the_texts_of_old() {
      assertEquals(
          "File size 12.00MB exceeds limit of 10.00MB",
          error(UploadSource.of("a.xlsx", XLSX, () -> new ByteArrayInputStream(CSV), 12 << 20)));
      assertEquals("Invalid file extension. Allowed: .xlsx, .xls, .csv", error("a.pdf", XLSX, CSV));
      assertEquals(
          "Invalid file type. Expected: application/vnd.ms-excel, " + XLSX + ", text/csv",
          error("a.csv", "application/pdf", CSV));
    }

    @Test
    void is_judged_by_size_then_ending_then_type() {
      UploadRules tiny = UploadRules.defaults().withMaxBytes(4);
      FileVerdict all = validators.validateUploadFile(bytes("a.pdf", "image/png", CSV), tiny);
      assertEquals("File size 0.00MB exceeds limit of 0.00MB", all.error());
      assertTrue(error("a.pdf", "image/png", CSV).startsWith("Invalid file extension"));
    }

    @Test
    void may_lack_a_type_or_give_it_parameters() {
      assertTrue(validators.validateUploadFile(bytes("a.csv", null, CSV)).valid());
      assertTrue(validators.validateUploadFile(bytes("A.CSV", "text/csv; charset=x", CSV)).valid());
    }

    @Test
    void rounds_sizes_like_a_browser() {
      assertEquals(
          "File size 10.01MB exceeds limit of 10.00MB",
          error(
              UploadSource.of(
                  "a.csv", null, () -> new ByteArrayInputStream(CSV), (10 << 20) + 5243)));
    }

    @Test
    void is_not_believed_when_more_or_fewer_bytes_come() {
      UploadRules tiny = UploadRules.defaults().withMaxBytes(4);
      UploadSource more = UploadSource.of("a.csv", null, () -> new ByteArrayInputStream(CSV), 2);
      assertTrue(
          String.valueOf(validators.validateUploadFile(more, tiny).error())
              .startsWith("File size"));
      UploadSource fewer = UploadSource.of("a.csv", null, () -> new ByteArrayInputStream(CSV), 99);
      assertTrue(error(fewer).startsWith("The file was cut off"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.csv", "/etc/a.csv", "..\\a.csv", "C:a.csv", "x/y.csv"})
    void may_be_no_path(String name) {
      assertTrue(error(name, null, CSV).startsWith("File name must not contain a path"));
    }

    @Test
    void may_hold_no_control_characters_and_be_no_novel() {
      assertFalse(validators.validateUploadFile(bytes("a\0b.csv", null, CSV)).valid());
      assertFalse(
          validators.validateUploadFile(bytes("x".repeat(300) + ".csv", null, CSV)).valid());
    }

    @Test
    void is_no_help_when_the_content_cannot_be_read() {
      UploadSource broken =
          UploadSource.of(
              "a.csv",
              null,
              () -> {
                throw new IOException("gone");
              },
              8);
      assertTrue(error(broken).startsWith("The file could not be read"));
    }
  }

  @Nested
  class The_content {

    @Test
    void agrees_with_the_name() throws IOException {
      assertTrue(validators.validateUploadFile(bytes("a.xlsx", XLSX, xlsx())).valid());
      assertTrue(validators.validateUploadFile(bytes("a.xls", null, xls())).valid());
    }

    @Test
    void of_another_kind_than_the_name_is_refused_with_the_right_ending() throws IOException {
      assertTrue(error("a.csv", null, xlsx()).contains("give it the ending .xlsx"));
      assertTrue(error("a.xls", null, xlsx()).contains("give it the ending .xlsx"));
      assertTrue(error("a.xlsx", null, xls()).contains("give it the ending .xls"));
      assertTrue(error("a.xlsx", null, CSV).contains("give it the ending .csv"));
    }

    @Test
    void that_is_no_table_is_refused_with_what_it_is() {
      assertTrue(
          error("a.xls", null, "<html><table><tr><td>1".getBytes(StandardCharsets.UTF_8))
              .contains("HTML"));
      assertTrue(error("a.csv", null, new byte[0]).contains("is empty"));
      assertTrue(
          error("a.xlsx", null, new byte[] {1, 2, 3, 0, 5, 6, 7, 0, 9, 10, 11, 0, 13, 14})
              .contains("not a workbook"));
      assertTrue(
          error("a.xlsx", null, "PK\3\4broken".getBytes(StandardCharsets.UTF_8))
              .contains("a.xlsx"));
    }

    @Test
    void with_angle_brackets_may_still_be_csv() {
      assertTrue(
          validators
              .validateUploadFile(
                  bytes("a.csv", null, "<MTH>,b\n1,2\n".getBytes(StandardCharsets.UTF_8)))
              .valid());
    }
  }

  @Test
  void scripts_are_judged_by_the_inspector() {
    assertTrue(validators.validatePythonScript("print(1)\n").valid());
    assertFalse(validators.validatePythonScript("eval('1')\n").valid());
    assertTrue(validators.validatePythonScript("").errors().contains("Script is empty"));
  }

  private String error(String name, String type, byte[] content) {
    return error(bytes(name, type, content));
  }

  private String error(UploadSource source) {
    FileVerdict verdict = validators.validateUploadFile(source);
    assertFalse(verdict.valid());
    return String.valueOf(verdict.error());
  }

  private static UploadSource bytes(String name, String type, byte[] content) {
    return UploadSource.of(name, type, () -> new ByteArrayInputStream(content), content.length);
  }

  private static byte[] xlsx() throws IOException {
    return written(new XSSFWorkbook());
  }

  private static byte[] xls() throws IOException {
    return written(new HSSFWorkbook());
  }

  private static byte[] written(Workbook workbook) throws IOException {
    try (workbook;
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      workbook.createSheet("Data").createRow(0).createCell(0).setCellValue("x");
      workbook.write(out);
      return out.toByteArray();
    }
  }
}
