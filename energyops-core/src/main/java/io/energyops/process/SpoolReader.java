package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the complete frames of a spool, again and again while it grows. A frame whose tail is not
 * written yet is left for the next call; one that a crash cut off is never returned. Not
 * thread-safe.
 */
@Internal
public final class SpoolReader implements FrameSource {

  private final Path file;
  private @Nullable FileChannel channel;
  private long offset;

  SpoolReader(Path file, long fromOffset) {
    this.file = file;
    this.offset = fromOffset;
  }

  /**
   * Returns the frames that are complete by now. Does not wait.
   *
   * @param maxBytes about how many bytes to read at most; at least one complete frame is returned
   *     if there is one
   * @return the frames in the order of writing, empty when there is none
   * @throws EnergyOpsException SPOOL_DAMAGED when the bytes are no frames, RUN_DIRECTORY_FAILURE
   *     when the file cannot be read
   */
  @Override
  public List<Frame> read(long maxBytes) {
    int largest = FrameDecoder.HEADER_BYTES + FrameDecoder.MAX_PAYLOAD_BYTES;
    int wanted = (int) Math.min(largest, Math.max(FrameDecoder.HEADER_BYTES + 1L, maxBytes));
    byte[] bytes = bytes(offset, wanted);
    List<Frame> frames = FrameDecoder.decode(bytes, offset, file);
    if (frames.isEmpty() && bytes.length == wanted && wanted < largest) {
      // A frame that is larger than the bound comes alone.
      frames = FrameDecoder.decode(bytes(offset, largest), offset, file);
      frames = frames.subList(0, Math.min(1, frames.size()));
    }
    if (!frames.isEmpty()) {
      offset = frames.get(frames.size() - 1).nextOffset();
    }
    return frames;
  }

  /**
   * Returns bytes as they are in the spool, whole frames or not, and does not move on.
   *
   * @param from where to begin
   * @param max how many at most
   * @return what is there by now, possibly nothing
   * @throws EnergyOpsException RUN_DIRECTORY_FAILURE when the file cannot be read
   */
  public byte[] bytes(long from, int max) {
    try {
      FileChannel open = open();
      if (open == null) {
        return new byte[0];
      }
      long there = Math.max(0, open.size() - from);
      ByteBuffer target = ByteBuffer.allocate((int) Math.min(max, there));
      while (target.hasRemaining()) {
        if (open.read(target, from + target.position()) < 0) {
          throw new IOException("The file became shorter while it was read");
        }
      }
      return target.array();
    } catch (IOException e) {
      throw new EnergyOpsException(
          ErrorCode.RUN_DIRECTORY_FAILURE, "Could not read " + file + " at offset " + from, e);
    }
  }

  /**
   * Returns where the next call begins.
   *
   * @return the offset behind the last returned frame
   */
  public long offset() {
    return offset;
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new EnergyOpsException(ErrorCode.RUN_DIRECTORY_FAILURE, "Could not close " + file, e);
    }
  }

  private @Nullable FileChannel open() throws IOException {
    if (channel == null) {
      try {
        channel = FileChannel.open(file, StandardOpenOption.READ);
      } catch (NoSuchFileException e) {
        return null;
      }
    }
    return channel;
  }
}
