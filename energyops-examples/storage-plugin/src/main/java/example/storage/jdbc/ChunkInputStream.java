package example.storage.jdbc;

import io.energyops.storage.StorageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads a range of one version, a chunk at a time; holds no connection in between. */
final class ChunkInputStream extends InputStream {

  private final Sql sql;
  private final String version;
  private byte[] chunk = {};
  private int chunkNumber = -1;
  private long position;
  private long remaining;

  ChunkInputStream(Sql sql, String version, long position, long length) {
    this.sql = sql;
    this.version = version;
    this.position = position;
    this.remaining = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (remaining == 0) {
      return -1;
    }
    load((int) (position / Chunks.BYTES));
    int at = (int) (position % Chunks.BYTES);
    int count = (int) Math.min(Math.min(length, remaining), chunk.length - at);
    System.arraycopy(chunk, at, target, offset, count);
    position += count;
    remaining -= count;
    return count;
  }

  private void load(int number) throws IOException {
    if (number == chunkNumber) {
      return;
    }
    byte[] loaded;
    try {
      loaded = sql.transaction("read", connection -> Chunks.read(connection, version, number));
    } catch (StorageException e) {
      throw new IOException("Reading broke off", e);
    }
    if (loaded == null) {
      throw new EOFException("This version was replaced long ago and is swept; open the object again");
    }
    chunk = loaded;
    chunkNumber = number;
  }
}
