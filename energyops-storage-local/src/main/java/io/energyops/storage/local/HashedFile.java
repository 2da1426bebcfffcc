package io.energyops.storage.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Executor;

/** Writes a file and hashes what it writes. Confined to one thread. */
final class HashedFile extends OutputStream {

  /** The JDK copies each step to memory beside the heap that it keeps for the thread. */
  static final int STEP_BYTES = 256 * 1024;

  private final MessageDigest digest = sha256Digest();
  private final FileChannel channel;
  private final WriteBack writeBack;
  private long size;

  HashedFile(FileChannel channel, Executor executor) {
    this.channel = channel;
    this.writeBack = new WriteBack(channel, executor);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int step = Math.min(STEP_BYTES, length - done);
      for (ByteBuffer out = ByteBuffer.wrap(bytes, offset + done, step); out.hasRemaining(); ) {
        channel.write(out);
      }
      done += step;
      size += step;
      writeBack.written(size);
      digest.update(bytes, offset + done - step, step);
    }
  }

  long size() {
    return size;
  }

  /** Ends the content; what the disk does early is done, and its failure told. */
  String sha256() throws IOException {
    writeBack.finish();
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
