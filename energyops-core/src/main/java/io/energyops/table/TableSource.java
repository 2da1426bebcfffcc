package io.energyops.table;

import java.io.IOException;
import java.util.List;

/** What each file format gives to {@link TableFile}. */
interface TableSource extends AutoCloseable {

  List<SheetInfo> sheets();

  RowCursor rows(SheetInfo sheet);

  @Override
  void close() throws IOException;
}
