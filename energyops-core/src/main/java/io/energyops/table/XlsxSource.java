package io.energyops.table;

import io.energyops.error.EnergyOpsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.jspecify.annotations.Nullable;

/** A workbook in Office Open XML: POI opens the package, the sheets are streamed. */
final class XlsxSource implements TableSource {

  private final CappedZip zip;
  private final OPCPackage pkg;
  private final String displayName;
  private final TableLimits limits;
  private final List<SheetInfo> sheets = new ArrayList<>();
  private final List<PackagePart> parts = new ArrayList<>();
  private final CellValues values;
  private final PackagePart workbook;
  private @Nullable SheetContext context;

  private XlsxSource(CappedZip zip, OPCPackage pkg, String displayName, TableLimits limits)
      throws OpenXML4JException, IOException {
    this.zip = zip;
    this.pkg = pkg;
    this.displayName = displayName;
    this.limits = limits;
    this.workbook = workbookOf(pkg, displayName);
    WorkbookPart declared;
    try (XmlEvents xml = events(workbook)) {
      declared = WorkbookPart.read(xml);
    }
    this.values = new CellValues(declared.since1904());
    for (WorkbookPart.Entry entry : declared.entries()) {
      PackagePart part = sheetPart(entry);
      if (part != null) {
        sheets.add(new SheetInfo(sheets.size(), entry.name(), entry.visibility()));
        parts.add(part);
      }
    }
  }

  static XlsxSource open(Path file, String displayName, TableLimits limits) {
    CappedZip zip = null;
    try {
      zip = CappedZip.open(file, displayName, limits);
      return new XlsxSource(zip, OPCPackage.open(zip), displayName, limits);
    } catch (OpenXML4JException | IOException | RuntimeException e) {
      RuntimeException failure = damaged(displayName, e);
      if (zip != null) {
        try {
          zip.close();
        } catch (IOException suppressed) {
          failure.addSuppressed(suppressed);
        }
      }
      throw failure;
    }
  }

  private static PackagePart workbookOf(OPCPackage pkg, String displayName)
      throws OpenXML4JException {
    if (!pkg.getRelationshipsByType(PackageRelationshipTypes.STRICT_CORE_DOCUMENT).isEmpty()) {
      throw new TableUnreadableException(
          displayName
              + " is a Strict Open XML workbook, which is not supported; save it as \"Excel"
              + " Workbook (*.xlsx)\", and send that");
    }
    PackageRelationship main =
        pkg.getRelationshipsByType(PackageRelationshipTypes.CORE_DOCUMENT).getRelationship(0);
    PackagePart part = main == null ? null : pkg.getPart(main);
    if (part == null || !isWorkbook(part.getContentType())) {
      throw new TableUnreadableException(
          displayName
              + " is an Office file but no .xlsx workbook; save it as .xlsx, and send that");
    }
    return part;
  }

  private static boolean isWorkbook(String contentType) {
    return contentType.equals(XSSFRelation.WORKBOOK.getContentType())
        || contentType.equals(XSSFRelation.MACROS_WORKBOOK.getContentType())
        || contentType.equals(XSSFRelation.TEMPLATE_WORKBOOK.getContentType())
        || contentType.equals(XSSFRelation.MACRO_TEMPLATE_WORKBOOK.getContentType());
  }

  /** Returns null for a sheet without cells, such as one that is only a chart. */
  private @Nullable PackagePart sheetPart(WorkbookPart.Entry entry) throws OpenXML4JException {
    PackageRelationship relation = workbook.getRelationship(entry.relationId());
    PackagePart part = relation == null ? null : workbook.getRelatedPart(relation);
    boolean cells =
        part != null && part.getContentType().equals(XSSFRelation.WORKSHEET.getContentType());
    return cells ? part : null;
  }

  private XmlEvents events(PackagePart part) throws IOException {
    String path = part.getPartName().getName();
    return new XmlEvents(zip.loaded(path), displayName + ", part " + path);
  }

  @Override
  public List<SheetInfo> sheets() {
    return List.copyOf(sheets);
  }

  @Override
  public RowCursor rows(SheetInfo sheet) {
    try {
      String path = parts.get(sheet.index()).getPartName().getName();
      String where = displayName + ", sheet '" + sheet.name() + "'";
      return new XlsxCursor(new XmlEvents(zip.sheet(path), where), where, limits, context());
    } catch (OpenXML4JException | IOException | RuntimeException e) {
      throw damaged(displayName, e);
    }
  }

  private SheetContext context() throws OpenXML4JException, IOException {
    if (context == null) {
      XSSFReader reader = new XSSFReader(pkg);
      context = new SheetContext(sharedTexts(), formats(reader.getStylesTable()), values);
    }
    return context;
  }

  private List<Cell> sharedTexts() throws OpenXML4JException, IOException {
    PackageRelationship relation =
        workbook
            .getRelationshipsByType(XSSFRelation.SHARED_STRINGS.getRelation())
            .getRelationship(0);
    PackagePart part = relation == null ? null : workbook.getRelatedPart(relation);
    if (part == null) {
      return List.of();
    }
    try (XmlEvents xml = events(part)) {
      return SharedText.table(xml, limits.maxCellLength());
    }
  }

  // Only the meaning of each style is kept; POI's tree of fonts and borders can go.
  private static TimeFormat[] formats(@Nullable StylesTable styles) {
    TimeFormat[] formats = new TimeFormat[styles == null ? 0 : styles.getNumCellStyles()];
    for (int i = 0; i < formats.length && styles != null; i++) {
      XSSFCellStyle style = styles.getStyleAt(i);
      formats[i] = TimeFormat.of(style.getDataFormat(), style.getDataFormatString());
    }
    return formats;
  }

  private static RuntimeException damaged(String displayName, Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof EnergyOpsException known) {
        return known;
      }
    }
    return new TableUnreadableException(
        displayName
            + " is damaged and cannot be read as a workbook; open it in a spreadsheet program, save"
            + " it as .xlsx, and send that",
        e);
  }

  @Override
  public void close() throws IOException {
    pkg.revert();
    zip.close();
  }
}
