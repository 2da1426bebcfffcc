package io.energyops.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Unpacks a deflated part in large pieces, and frees the native memory at the end. */
final class Inflated extends InflaterInputStream {

  private static final int BUFFER_BYTES = 64 * 1024;

  // Without a zlib header the inflater wants one byte more than there is.
  Inflated(InputStream packed) {
    super(
        new SequenceInputStream(packed, new ByteArrayInputStream(new byte[1])),
        new Inflater(true),
        BUFFER_BYTES);
  }

  @Override
  public void close() throws IOException {
    super.close();
    inf.end();
  }
}
