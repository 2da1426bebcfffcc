package io.energyops.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds workbooks of raw XML, also such as no library would write. */
final class Workbooks {

  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String REL =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PKG = "http://schemas.openxmlformats.org/package/2006/";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private final Map<String, String> parts = new LinkedHashMap<>();
  private final List<String> sheets = new ArrayList<>();
  private String properties = "";
  private String relationBase = REL;
  private String prolog = "";
  private String sharedItems = "";
  private String numberFormats = "";
  private String styles = "<xf numFmtId=\"0\"/>";

  /** Adds a sheet of rows, given as the XML inside {@code sheetData}. */
  Workbooks sheet(String name, String state, String rows) {
    return rawSheet(name, state, "<dimension ref=\"A1\"/><sheetData>" + rows + "</sheetData>");
  }

  Workbooks rawSheet(String name, String state, String body) {
    int n = sheets.size() + 1;
    sheets.add(
        "<sheet name=\"%s\" sheetId=\"%d\" state=\"%s\" r:id=\"rId%d\"/>"
            .formatted(name, n, state, n));
    parts.put(
        "xl/worksheets/sheet" + n + ".xml",
        prolog + "<worksheet xmlns=\"" + MAIN + "\">" + body + "</worksheet>");
    return this;
  }

  Workbooks since1904() {
    properties = "<workbookPr date1904=\"1\"/>";
    return this;
  }

  Workbooks strict() {
    relationBase = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    return this;
  }

  /** Puts text before the root of sheets added later. */
  Workbooks prolog(String text) {
    prolog = text;
    return this;
  }

  Workbooks shared(String items) {
    sharedItems = items;
    return this;
  }

  /** Declares one style per format code, numbered from 1. */
  Workbooks formats(String... codes) {
    StringBuilder formats = new StringBuilder();
    StringBuilder used = new StringBuilder(styles);
    for (int i = 0; i < codes.length; i++) {
      formats.append("<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>".formatted(170 + i, codes[i]));
      used.append("<xf numFmtId=\"%d\"/>".formatted(170 + i));
    }
    numberFormats = formats.toString();
    styles = used.toString();
    return this;
  }

  Path write(Path file) {
    Map<String, String> all = new LinkedHashMap<>();
    StringBuilder overrides = new StringBuilder();
    StringBuilder relations = new StringBuilder();
    int n = 0;
    for (String part : parts.keySet()) {
      n++;
      overrides.append(override("/" + part, "worksheet+xml"));
      relations.append(relation("rId" + n, relationBase + "/worksheet", part.substring(3)));
    }
    relations.append(relation("rIdS", relationBase + "/styles", "styles.xml"));
    relations.append(relation("rIdT", relationBase + "/sharedStrings", "sharedStrings.xml"));
    all.put(
        "[Content_Types].xml",
        "<Types xmlns=\""
            + PKG
            + "content-types\"><Default Extension=\"rels\""
            + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + override("/xl/workbook.xml", "sheet.main+xml")
            + override("/xl/styles.xml", "styles+xml")
            + override("/xl/sharedStrings.xml", "sharedStrings+xml")
            + overrides
            + "</Types>");
    all.put(
        "_rels/.rels",
        relations(relation("rId1", relationBase + "/officeDocument", "xl/workbook.xml")));
    all.put(
        "xl/workbook.xml",
        "<workbook xmlns=\""
            + MAIN
            + "\" xmlns:r=\""
            + REL
            + "\">"
            + properties
            + "<sheets>"
            + String.join("", sheets)
            + "</sheets></workbook>");
    all.put("xl/_rels/workbook.xml.rels", relations(relations.toString()));
    all.put(
        "xl/styles.xml",
        "<styleSheet xmlns=\""
            + MAIN
            + "\"><numFmts>"
            + numberFormats
            + "</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>"
            + "<cellXfs>"
            + styles
            + "</cellXfs></styleSheet>");
    all.put("xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">" + sharedItems + "</sst>");
    all.putAll(parts);
    return zip(file, all);
  }

  static Path zip(Path file, Map<String, String> entries) {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static String override(String part, String type) {
    return "<Override PartName=\"%s\" ContentType=\"%s%s\"/>".formatted(part, TYPE, type);
  }

  private static String relation(String id, String type, String target) {
    return "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"/>".formatted(id, type, target);
  }

  private static String relations(String inside) {
    return "<Relationships xmlns=\"" + PKG + "relationships\">" + inside + "</Relationships>";
  }
}
