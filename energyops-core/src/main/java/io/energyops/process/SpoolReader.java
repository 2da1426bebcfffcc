package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the complete frames of a spool, again and again while it grows. A frame whose tail is not
 * written yet is left for the next call; one that a crash cut off is never returned. Not
 * thread-safe.
 */
@Internal
public final class SpoolReader implements AutoCloseable {

  private static final int HEADER = 1 + Long.BYTES + Integer.BYTES;
  // The supervisor reads at most 64 KiB at once; more means that this is no frame.
  private static final int LARGEST = 1 << 20;

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
   * @param maxBytes payload after which to stop; at least one complete frame is returned if there
   *     is one
   * @return the frames in the order of writing, empty when there is none
   * @throws EnergyOpsException SPOOL_DAMAGED when the bytes are no frames, RUN_DIRECTORY_FAILURE
   *     when the file cannot be read
   */
  public List<Frame> read(long maxBytes) {
    List<Frame> frames = new ArrayList<>();
    try {
      FileChannel open = open();
      if (open == null) {
        return frames;
      }
      long size = open.size();
      long taken = 0;
      while (taken < maxBytes) {
        Frame frame = next(open, size);
        if (frame == null) {
          break;
        }
        frames.add(frame);
        taken += frame.payload().length;
        offset = frame.nextOffset();
      }
      return frames;
    } catch (IOException e) {
      throw new EnergyOpsException(
          ErrorCode.RUN_DIRECTORY_FAILURE, "Could not read " + file + " at offset " + offset, e);
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

  private @Nullable Frame next(FileChannel open, long size) throws IOException {
    if (size - offset < HEADER) {
      return null;
    }
    ByteBuffer header = fill(open, ByteBuffer.allocate(HEADER), offset);
    header.order(ByteOrder.LITTLE_ENDIAN);
    int stream = header.get();
    long micros = header.getLong();
    int length = header.getInt();
    if (stream < 1 || stream > 2 || length < 1 || length > LARGEST) {
      throw new EnergyOpsException(
          ErrorCode.SPOOL_DAMAGED,
          "No frame begins at offset " + offset + " of " + file + "; the output behind it is lost");
    }
    long end = offset + HEADER + length;
    if (end > size) {
      return null;
    }
    ByteBuffer payload = fill(open, ByteBuffer.allocate(length), offset + HEADER);
    return new Frame(
        stream == 1 ? Frame.Stream.STDOUT : Frame.Stream.STDERR,
        Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
        payload.array(),
        end);
  }

  private static ByteBuffer fill(FileChannel open, ByteBuffer target, long from)
      throws IOException {
    while (target.hasRemaining()) {
      if (open.read(target, from + target.position()) < 0) {
        throw new IOException("The file became shorter while it was read");
      }
    }
    return target.flip();
  }
}
