package io.energyops.table;

import io.energyops.error.EnergyOpsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;

/** A workbook of Excel 97 to 2003, read record by record. */
final class XlsSource implements TableSource {

  private final POIFSFileSystem container;
  private final String displayName;
  private final TableLimits limits;
  private final List<BoundSheetRecord> bound = new ArrayList<>();
  private final List<Integer> styles = new ArrayList<>();
  private final Map<Integer, String> codes = new HashMap<>();
  private @Nullable SSTRecord texts;
  private boolean since1904;

  private XlsSource(POIFSFileSystem container, String displayName, TableLimits limits)
      throws IOException {
    this.container = container;
    this.displayName = displayName;
    this.limits = limits;
    try (XlsRecords records = new XlsRecords(container)) {
      records.nextStream();
      for (Record record = records.next(); record != null; record = records.next()) {
        global(record);
      }
    }
  }

  static XlsSource open(Path file, String displayName, TableLimits limits) {
    POIFSFileSystem container = null;
    try {
      container = new POIFSFileSystem(file.toFile(), true);
      return new XlsSource(container, displayName, limits);
    } catch (IOException | RuntimeException e) {
      RuntimeException failure = damaged(displayName, e);
      if (container != null) {
        try {
          container.close();
        } catch (IOException suppressed) {
          failure.addSuppressed(suppressed);
        }
      }
      throw failure;
    }
  }

  private void global(Record record) {
    if (record instanceof BoundSheetRecord sheet) {
      bound.add(sheet);
    } else if (record instanceof DateWindow1904Record window) {
      since1904 = window.getWindowing() == 1;
    } else if (record instanceof ExtendedFormatRecord style) {
      styles.add((int) style.getFormatIndex());
    } else if (record instanceof FormatRecord format) {
      codes.put(format.getIndexCode(), format.getFormatString());
    } else if (record instanceof SSTRecord shared) {
      texts = shared;
    }
  }

  @Override
  public List<SheetInfo> sheets() {
    List<SheetInfo> sheets = new ArrayList<>();
    for (BoundSheetRecord sheet : bound) {
      SheetVisibility visibility =
          sheet.isVeryHidden()
              ? SheetVisibility.VERY_HIDDEN
              : sheet.isHidden() ? SheetVisibility.HIDDEN : SheetVisibility.VISIBLE;
      sheets.add(new SheetInfo(sheets.size(), sheet.getSheetname(), visibility));
    }
    return List.copyOf(sheets);
  }

  @Override
  public RowCursor rows(SheetInfo sheet) {
    String where = displayName + ", sheet '" + sheet.name() + "'";
    try {
      XlsRecords records = new XlsRecords(container);
      // The substreams lie in the order of their positions, which need not be that of the tabs.
      List<BoundSheetRecord> stored =
          bound.stream()
              .sorted(Comparator.comparingInt(BoundSheetRecord::getPositionOfBof))
              .toList();
      int streams = 2 + stored.indexOf(bound.get(sheet.index()));
      boolean there = true;
      for (int i = 0; i < streams && there; i++) {
        there = records.nextStream();
      }
      if (!there) {
        records.close();
        throw new TableUnreadableException(where + " is missing from the file, which is cut off");
      }
      return new XlsCursor(records, where, limits, new XlsCells(texts, formats(), since1904));
    } catch (IOException | RuntimeException e) {
      throw damaged(where, e);
    }
  }

  private List<TimeFormat> formats() {
    return styles.stream().map(id -> TimeFormat.of(id, codes.get(id))).toList();
  }

  static RuntimeException damaged(String where, Exception e) {
    if (e instanceof EnergyOpsException known) {
      return known;
    }
    return new TableUnreadableException(
        e instanceof EncryptedDocumentException
            ? where + " is encrypted; remove the password, save it as .xlsx, and send that"
            : where
                + " is damaged or of a version before Excel 97; save it as .xlsx, and send that",
        e);
  }

  @Override
  public void close() throws IOException {
    container.close();
  }
}
