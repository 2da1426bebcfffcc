package io.energyops.examples.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the workbook that the quickstart ships, byte for byte the same each time: one Indian
 * market day as an exchange publishes it and people then treat it, with three rows that must be
 * refused.
 */
final class SampleWorkbook {

  static final Path SHIPPED =
      Path.of("src/main/resources/io/energyops/examples/quickstart/market_snapshot.xlsx");

  private static final List<String> HEADERS =
      List.of(
          "Time Period",
          "TIME BLOCK",
          "DAM Price",
          "RTM Price",
          "GDAM_Price",
          "Scheduled MW",
          "ModelResultMW",
          "Purchase Bid (MW)",
          "sell bid mw",
          "State",
          " Plant Name",
          "Region",
          "Contract Name");

  // By hour: demand in MW, day-ahead price in Rs/MWh; the price cap of the market is 10000.
  private static final int[] DEMAND = {
    3420, 3310, 3240, 3200, 3290, 3560, 4010, 4420, 4580, 4510, 4380, 4290, 4230, 4180, 4160, 4220,
    4390, 4640, 4930, 5000, 4840, 4480, 4060, 3700
  };
  private static final int[] PRICE = {
    3150, 2980, 2890, 2860, 3020, 3610, 4890, 5740, 4960, 3580, 2790, 2430, 2310, 2350, 2480, 2860,
    3640, 5480, 8790, 9850, 8940, 6730, 4680, 3720
  };
  private static final LocalDateTime MIDNIGHT = LocalDateTime.of(2025, 10, 8, 0, 0);
  private static final int DATE_STYLE = 1;

  private final Random random = new Random(20251008);

  private SampleWorkbook() {}

  /** Writes the shipped workbook anew; run it from the module's folder after a change here. */
  public static void main(String[] args) throws IOException {
    try (OutputStream out = Files.newOutputStream(SHIPPED)) {
      write(out);
    }
  }

  static void write(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    entry(zip, "[Content_Types].xml", CONTENT_TYPES);
    entry(zip, "_rels/.rels", relationships("officeDocument", "xl/workbook.xml"));
    entry(zip, "xl/workbook.xml", WORKBOOK);
    entry(
        zip,
        "xl/_rels/workbook.xml.rels",
        relationships(
            "worksheet",
            "worksheets/sheet1.xml",
            "worksheet",
            "worksheets/sheet2.xml",
            "styles",
            "styles.xml"));
    entry(zip, "xl/styles.xml", STYLES);
    entry(zip, "xl/worksheets/sheet1.xml", sheet(List.of(row(1, List.of(text("do not edit"))))));
    entry(zip, "xl/worksheets/sheet2.xml", sheet(new SampleWorkbook().rows()));
    zip.finish();
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add(row(1, HEADERS.stream().map(SampleWorkbook::text).toList()));
    for (int block = 1; block <= 96; block++) {
      rows.add(row(rows.size() + 1, block(block)));
    }
    List<String> tomorrow = new ArrayList<>(block(96));
    tomorrow.set(0, text("tomorrow 00:00"));
    rows.add(row(rows.size() + 1, tomorrow));
    List<String> ninetySeven = new ArrayList<>(block(96));
    ninetySeven.set(1, number("97"));
    rows.add(row(rows.size() + 1, ninetySeven));
    List<String> words = new ArrayList<>(block(96));
    words.set(2, text("four thousand"));
    words.set(5, text("n.a."));
    rows.add(row(rows.size() + 1, words));
    return rows;
  }

  private List<String> block(int block) {
    double hour = (block - 1) / 4.0;
    double demand = between(DEMAND, hour) * (1 + random.nextGaussian() * 0.004);
    double price =
        Math.min(10000, Math.round(between(PRICE, hour) * (1 + random.nextGaussian() * 0.02)));
    double realTime = Math.min(10000, price * (1 + random.nextGaussian() * 0.05));
    double green = Math.min(10000, price * 1.06 + random.nextGaussian() * 60);
    return List.of(
        date(block),
        number(Integer.toString(block)),
        decimal(price),
        decimal(realTime),
        decimal(green),
        decimal(Math.min(5000, demand)),
        decimal(demand * (1 + random.nextGaussian() * 0.006)),
        decimal(demand * 1.18),
        decimal(demand * (1.42 - price / 30000)),
        text("Maharashtra"),
        text("State portfolio"),
        text("Western"),
        text("NA"));
  }

  private static double between(int[] hourly, double hour) {
    int whole = (int) hour;
    double part = hour - whole;
    return hourly[whole] * (1 - part) + hourly[(whole + 1) % 24] * part;
  }

  /**
   * A serial day number, as spreadsheets keep times; most quarters of an hour have no short one.
   */
  private static String date(int block) {
    long day = MIDNIGHT.toLocalDate().toEpochDay() + 25569;
    return "<c s=\"" + DATE_STYLE + "\"><v>" + (day + (block - 1) / 96.0) + "</v></c>";
  }

  /** Two decimals with the noise that a spreadsheet's binary arithmetic leaves in some. */
  private static String decimal(double value) {
    long hundredths = Math.round(value * 100);
    String exact = String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
    return number(hundredths % 7 == 0 ? exact + "00000000002" : exact);
  }

  private static String number(String value) {
    return "<c><v>" + value + "</v></c>";
  }

  private static String text(String value) {
    return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + value + "</t></is></c>";
  }

  private static String row(int number, List<String> cells) {
    StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
    char column = 'A';
    for (String cell : cells) {
      row.append(cell.replaceFirst("<c", "<c r=\"" + column + number + "\""));
      column++;
    }
    return row.append("</row>").toString();
  }

  private static String sheet(List<String> rows) {
    return XML
        + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
        + String.join("", rows)
        + "</sheetData></worksheet>";
  }

  private static String relationships(String... typesAndTargets) {
    StringBuilder all =
        new StringBuilder(XML)
            .append("<Relationships xmlns=\"")
            .append("http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (int i = 0; i < typesAndTargets.length; i += 2) {
      all.append("<Relationship Id=\"rId")
          .append(i / 2 + 1)
          .append("\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/")
          .append(typesAndTargets[i])
          .append("\" Target=\"")
          .append(typesAndTargets[i + 1])
          .append("\"/>");
    }
    return all.append("</Relationships>").toString();
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(MIDNIGHT);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

  private static final String CONTENT_TYPES =
      XML
          + """
          <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
          <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
          <Default Extension="xml" ContentType="application/xml"/>\
          <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
          <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>\
          <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
          <Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
          </Types>""";

  private static final String WORKBOOK =
      XML
          + """
          <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
          xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>\
          <sheet name="_osi_config" sheetId="1" state="veryHidden" r:id="rId1"/>\
          <sheet name="Market Snapshot 08-10-2025" sheetId="2" r:id="rId2"/>\
          </sheets></workbook>""";

  private static final String STYLES =
      XML
          + """
          <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
          <fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>\
          <fills count="2"><fill><patternFill patternType="none"/></fill>\
          <fill><patternFill patternType="gray125"/></fill></fills>\
          <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
          <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
          <cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
          <xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
          </styleSheet>""";
}
