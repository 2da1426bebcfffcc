package io.energyops.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * The bytes of one version of an object, with the description of that same version: what is written
 * meanwhile changes neither. Not thread-safe, as streams are; the reader closes it.
 */
public final class StoredContent extends FilterInputStream {

  private final StoredObject object;

  /**
   * Joins bytes to their description.
   *
   * @param object the version that is read, whole, whatever range of it was asked for
   * @param bytes the bytes of the range; closed with this stream
   */
  public StoredContent(StoredObject object, InputStream bytes) {
    super(Objects.requireNonNull(bytes, "bytes"));
    this.object = Objects.requireNonNull(object, "object");
  }

  /**
   * Describes the version that is read.
   *
   * @return the description; its size is that of the whole object
   */
  public StoredObject object() {
    return object;
  }

  @Override
  public byte[] readAllBytes() throws IOException {
    return in.readAllBytes();
  }

  @Override
  public byte[] readNBytes(int length) throws IOException {
    return in.readNBytes(length);
  }

  @Override
  public int readNBytes(byte[] target, int offset, int length) throws IOException {
    return in.readNBytes(target, offset, length);
  }

  @Override
  public long transferTo(OutputStream target) throws IOException {
    return in.transferTo(target);
  }
}
