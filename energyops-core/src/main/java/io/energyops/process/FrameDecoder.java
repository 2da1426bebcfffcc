package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the bytes of a spool into frames. A frame has a byte for the stream (1 standard output, 2
 * standard error), the time in microseconds since 1970 (8 bytes), the length of its payload (4
 * bytes), both little-endian, and the payload. Stateless.
 */
@Internal
public final class FrameDecoder {

  /** Bytes before the payload. */
  public static final int HEADER_BYTES = 1 + Long.BYTES + Integer.BYTES;

  /** The most bytes of a payload; the supervisor reads 64 KiB at once, so more is no frame. */
  public static final int MAX_PAYLOAD_BYTES = 1 << 20;

  private FrameDecoder() {}

  /**
   * Decodes the complete frames at the beginning of some bytes; a frame that has only begun is left
   * out.
   *
   * @param bytes what was read, from the border of a frame on
   * @param offset place of the first byte in the spool
   * @param source what was read, for a message
   * @return the frames, in order
   * @throws EnergyOpsException SPOOL_DAMAGED when no frame begins where one should
   */
  public static List<Frame> decode(byte[] bytes, long offset, Object source) {
    List<Frame> frames = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.remaining() >= HEADER_BYTES) {
      int begin = buffer.position();
      int stream = buffer.get();
      long micros = buffer.getLong();
      int length = buffer.getInt();
      if (stream < 1 || stream > 2 || length < 1 || length > MAX_PAYLOAD_BYTES) {
        if (!frames.isEmpty()) {
          return frames; // The next call begins here and says so.
        }
        throw new EnergyOpsException(
            ErrorCode.SPOOL_DAMAGED,
            "No frame begins at offset "
                + (offset + begin)
                + " of "
                + source
                + "; the output behind it is lost");
      }
      if (buffer.remaining() < length) {
        return frames;
      }
      byte[] payload = new byte[length];
      buffer.get(payload);
      frames.add(
          new Frame(
              stream == 1 ? Frame.Stream.STDOUT : Frame.Stream.STDERR,
              Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
              payload,
              offset + buffer.position()));
    }
    return frames;
  }
}
