package io.energyops.upload;

import io.energyops.database.Page;
import io.energyops.removal.DeleteReport;
import io.energyops.run.ImportId;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Brings the rows of files into the database and takes them out again. The rows of an import become
 * visible all at once, after the last of them is stored; until then, and from the first moment of
 * its deletion, none of them counts. Thread-safe; imports run beside each other.
 */
public interface Imports {

  /**
   * Imports a file on the calling thread.
   *
   * <p>When no row is accepted nothing becomes visible and no event is sent; the report says why,
   * and the import stays listed as {@link ImportStatus#FAILED} until it is deleted. When this
   * method throws nothing is left but, at worst, an invisible import that the next start removes.
   *
   * @param file the file
   * @param request what its rows are and how it is read
   * @return what was imported and what was refused
   * @throws UploadRefusedException when the file is not accepted
   * @throws io.energyops.table.TableUnreadableException when the file is damaged
   * @throws io.energyops.table.TableLimitException when a limit of the reader is passed
   * @throws io.energyops.table.SheetNotFoundException when there is no such sheet
   * @throws HeaderMismatchException when required columns are missing or a column is there twice
   * @throws io.energyops.error.EnergyOpsException when storage or the database fails
   */
  ImportReport importFile(UploadSource file, ImportRequest request);

  /**
   * Loads a file on the calling thread like {@link #importFile}, but leaves its rows invisible: a
   * transaction of the host completes the import ({@code ops.within(connection).complete(staged)}).
   * It loads in transactions of its own, so call it before the host's begins: on SQLite it would
   * wait for the host's write lock until it gives up.
   *
   * <p>When no row is accepted the import cannot be completed, and closing it leaves nothing.
   *
   * @param file the file
   * @param request what its rows are and how it is read
   * @return the loaded import, which the caller closes after the host's transaction has ended
   * @throws UploadRefusedException when the file is not accepted
   * @throws io.energyops.table.TableUnreadableException when the file is damaged
   * @throws io.energyops.table.TableLimitException when a limit of the reader is passed
   * @throws io.energyops.table.SheetNotFoundException when there is no such sheet
   * @throws HeaderMismatchException when required columns are missing or a column is there twice
   * @throws io.energyops.error.EnergyOpsException when storage or the database fails
   */
  StagedImport stage(UploadSource file, ImportRequest request);

  /**
   * Removes the rows of an import and its file. The rows stop counting at once; then they go in
   * slices, so that no transaction is long. A deletion that was broken off is finished by a second
   * call or by the next start.
   *
   * @param id the import
   * @return what went
   * @throws io.energyops.error.NotFoundException when there is no such import
   * @throws io.energyops.error.ConflictException when it is still loading
   */
  DeleteReport delete(ImportId id);

  /**
   * Removes the rows of an import and its file.
   *
   * @param id the import's id as text
   * @return what went
   */
  default DeleteReport delete(String id) {
    return delete(ImportId.of(id));
  }

  /**
   * Finds an import.
   *
   * @param id the import
   * @return what is known of it; empty when it does not exist or is being deleted
   */
  Optional<ImportInfo> find(ImportId id);

  /**
   * Lists imports, the newest first, without those that are being deleted.
   *
   * @param query which ones
   * @return a page
   */
  Page<ImportInfo> list(ImportQuery query);

  /**
   * Writes the rows of a visible import as CSV in UTF-8: the {@linkplain Dataset#headers()
   * canonical headers}, the rows in the order of the file, times as {@code yyyy-MM-dd HH:mm:ss} in
   * the import's zone.
   *
   * @param id the import
   * @param out where to; not closed
   * @throws IOException when writing fails
   * @throws io.energyops.error.NotFoundException when there is no such import with visible rows, or
   *     it is deleted meanwhile
   */
  void writeCsv(ImportId id, OutputStream out) throws IOException;
}
