package io.energyops.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.openxml4j.util.ZipEntrySource;
import org.jspecify.annotations.Nullable;

/**
 * The zip archive behind a workbook, with limits of its own. POI's are static and would bind every
 * other user of POI in the JVM; a package opened through this source does not meet them.
 */
final class CappedZip implements ZipEntrySource {

  private static final int MAX_ENTRIES = 10_000;

  private final ZipFile zip;
  private final String displayName;
  private final TableLimits limits;
  private boolean closed;

  private CappedZip(ZipFile zip, String displayName, TableLimits limits) {
    this.zip = zip;
    this.displayName = displayName;
    this.limits = limits;
  }

  static CappedZip open(Path file, String displayName, TableLimits limits) throws IOException {
    ZipFile zip = ZipFile.builder().setPath(file).get();
    if (Collections.list(zip.getEntries()).size() > MAX_ENTRIES) {
      zip.close();
      throw new TableLimitException(
          displayName + " has more than " + MAX_ENTRIES + " parts, the limit");
    }
    return new CappedZip(zip, displayName, limits);
  }

  @Override
  public Enumeration<? extends ZipArchiveEntry> getEntries() {
    return zip.getEntries();
  }

  // POI asks for names in any case and with either slash, and takes null for "not there".
  @Override
  @SuppressWarnings("NullAway")
  public ZipArchiveEntry getEntry(String path) {
    return find(path);
  }

  @Override
  public InputStream getInputStream(ZipArchiveEntry entry) throws IOException {
    return stream(entry, limits.maxLoadedBytes());
  }

  /** Opens a part that is streamed, with the limit for sheets. */
  PartStream sheet(String path) throws IOException {
    return stream(existing(path), limits.maxSheetBytes());
  }

  /** Opens a part that is kept in memory. */
  PartStream loaded(String path) throws IOException {
    return stream(existing(path), limits.maxLoadedBytes());
  }

  private ZipArchiveEntry existing(String path) throws IOException {
    ZipArchiveEntry entry = find(path);
    if (entry == null) {
      throw new FileNotFoundException(path);
    }
    return entry;
  }

  private @Nullable ZipArchiveEntry find(String path) {
    String name = path.startsWith("/") ? path.substring(1) : path;
    ZipArchiveEntry exact = zip.getEntry(name);
    if (exact != null) {
      return exact;
    }
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (entry.getName().replace('\\', '/').equalsIgnoreCase(name)) {
        return entry;
      }
    }
    return null;
  }

  private PartStream stream(ZipArchiveEntry entry, long maxBytes) throws IOException {
    return new PartStream(
        unpacked(entry),
        displayName + ", part " + entry.getName(),
        entry.getCompressedSize(),
        maxBytes,
        limits.maxExpansion());
  }

  // The library unpacks what it reads in pieces of 512 bytes, each a call to the system.
  private InputStream unpacked(ZipArchiveEntry entry) throws IOException {
    return entry.getMethod() == ZipEntry.DEFLATED
        ? new Inflated(zip.getRawInputStream(entry))
        : zip.getInputStream(entry);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    zip.close();
  }
}
