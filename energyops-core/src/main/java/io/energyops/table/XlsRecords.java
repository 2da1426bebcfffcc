package io.energyops.table;

import java.io.IOException;
import java.io.InputStream;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * Walks the binary records of an old workbook, substream by substream: its own, then its sheets.
 */
final class XlsRecords implements AutoCloseable {

  private final InputStream in;
  private final RecordFactoryInputStream records;
  private int depth;

  XlsRecords(POIFSFileSystem container) throws IOException {
    DirectoryNode root = container.getRoot();
    String entry = root.hasEntryCaseInsensitive("Workbook") ? "Workbook" : "Book";
    this.in = root.createDocumentInputStream(root.getEntryCaseInsensitive(entry));
    this.records = new RecordFactoryInputStream(in, false);
  }

  /** Moves behind the start of the next substream; false when there is none. */
  boolean nextStream() {
    for (Record record = records.nextRecord(); record != null; record = records.nextRecord()) {
      if (record instanceof BOFRecord) {
        depth++;
        if (depth == 1) {
          return true;
        }
      } else if (record instanceof EOFRecord) {
        depth--;
      }
    }
    return false;
  }

  /** Returns the next record of this substream, charts inside left out; null at its end. */
  @Nullable Record next() {
    for (Record record = records.nextRecord(); record != null; record = records.nextRecord()) {
      if (record instanceof BOFRecord) {
        depth++;
      } else if (record instanceof EOFRecord) {
        depth--;
        if (depth == 0) {
          return null;
        }
      } else if (depth == 1) {
        return record;
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
