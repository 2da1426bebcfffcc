package io.energyops.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes sheets as an .xlsx file, byte for byte the same for the same sheets, which a spreadsheet
 * library does not: it stamps its files with the time.
 */
final class WorkbookXml {

  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.%s+xml";
  private static final LocalDateTime STAMP = LocalDateTime.of(2000, 1, 1, 0, 0);

  static final String STYLES =
      HEAD
          + ("<styleSheet xmlns=\"" + MAIN + "\">")
          + "<numFmts count=\"3\">"
          + "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/>"
          + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\"/>"
          + "<numFmt numFmtId=\"166\" formatCode=\"hh:mm:ss\"/></numFmts>"
          + "<fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills>"
          + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
          + "<cellXfs count=\"4\"><xf numFmtId=\"0\"/>"
          + "<xf numFmtId=\"164\" applyNumberFormat=\"1\"/>"
          + "<xf numFmtId=\"165\" applyNumberFormat=\"1\"/>"
          + "<xf numFmtId=\"166\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

  private WorkbookXml() {}

  static byte[] of(List<Sheet> sheets) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "[Content_Types].xml", contentTypes(sheets.size()));
      entry(
          zip,
          "_rels/.rels",
          relationships(relationship("rId1", "officeDocument", "xl/workbook.xml")));
      entry(zip, "xl/workbook.xml", workbook(sheets));
      entry(zip, "xl/_rels/workbook.xml.rels", relationships(parts(sheets.size())));
      entry(zip, "xl/styles.xml", STYLES);
      for (int i = 0; i < sheets.size(); i++) {
        entry(zip, "xl/worksheets/sheet" + (i + 1) + ".xml", sheet(sheets.get(i)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every byte.", e);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(STAMP);
    zip.putNextEntry(entry);
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String contentTypes(int sheets) {
    StringBuilder xml =
        new StringBuilder(HEAD)
            .append("<Types xmlns=\"" + PACKAGE + "content-types\">")
            .append("<Default Extension=\"rels\" ContentType=\"application/")
            .append("vnd.openxmlformats-package.relationships+xml\"/>")
            .append(override("workbook.xml", "sheet.main"))
            .append(override("styles.xml", "styles"));
    for (int i = 1; i <= sheets; i++) {
      xml.append(override("worksheets/sheet" + i + ".xml", "worksheet"));
    }
    return xml.append("</Types>").toString();
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"/xl/"
        + part
        + "\" ContentType=\""
        + TYPE.replace("%s", type)
        + "\"/>";
  }

  private static String workbook(List<Sheet> sheets) {
    StringBuilder xml =
        new StringBuilder(HEAD)
            .append("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>");
    for (int i = 0; i < sheets.size(); i++) {
      Sheet sheet = sheets.get(i);
      xml.append("<sheet name=\"")
          .append(CellXml.text(sheet.name()))
          .append("\" sheetId=\"" + (i + 1) + "\" state=\"")
          .append(sheet.visibility().wireName())
          .append("\" r:id=\"rId" + (i + 1) + "\"/>");
    }
    return xml.append("</sheets></workbook>").toString();
  }

  private static String parts(int sheets) {
    StringBuilder xml = new StringBuilder();
    for (int i = 1; i <= sheets; i++) {
      xml.append(relationship("rId" + i, "worksheet", "worksheets/sheet" + i + ".xml"));
    }
    return xml.append(relationship("rId" + (sheets + 1), "styles", "styles.xml")).toString();
  }

  private static String relationship(String id, String type, String target) {
    return "<Relationship Id=\""
        + id
        + "\" Type=\""
        + (OFFICE + "/" + type)
        + "\" Target=\""
        + target
        + "\"/>";
  }

  private static String relationships(String content) {
    return HEAD
        + "<Relationships xmlns=\""
        + PACKAGE
        + "relationships\">"
        + content
        + "</Relationships>";
  }

  private static String sheet(Sheet sheet) {
    StringBuilder xml =
        new StringBuilder(HEAD).append("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    for (int row = 0; row < sheet.rows().size(); row++) {
      List<@Nullable Object> cells = sheet.rows().get(row);
      if (!cells.isEmpty()) {
        xml.append("<row r=\"" + (row + 1) + "\">");
        for (int column = 0; column < cells.size(); column++) {
          xml.append(CellXml.of(columnName(column) + (row + 1), cells.get(column)));
        }
        xml.append("</row>");
      }
    }
    return xml.append("</sheetData></worksheet>").toString();
  }

  private static String columnName(int column) {
    String last = String.valueOf((char) ('A' + column % 26));
    return column < 26 ? last : columnName(column / 26 - 1) + last;
  }
}
