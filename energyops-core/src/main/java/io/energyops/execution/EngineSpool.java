package io.energyops.execution;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.execution.engine.Chunk;
import io.energyops.execution.engine.EngineUnansweredException;
import io.energyops.execution.engine.ExecutionEngine;
import io.energyops.execution.engine.Handle;
import io.energyops.process.Frame;
import io.energyops.process.FrameDecoder;
import io.energyops.process.FrameSource;
import java.util.List;
import java.util.function.LongConsumer;

/** The spool of a run as its engine gives it, a piece at a time. Not thread-safe. */
final class EngineSpool implements FrameSource {

  private static final int LARGEST = FrameDecoder.HEADER_BYTES + FrameDecoder.MAX_PAYLOAD_BYTES;

  private final ExecutionEngine engine;
  private final Handle handle;
  private final LongConsumer lost;
  private long offset;

  EngineSpool(ExecutionEngine engine, Handle handle, long fromOffset, LongConsumer lost) {
    this.engine = engine;
    this.handle = handle;
    this.offset = fromOffset;
    this.lost = lost;
  }

  @Override
  public List<Frame> read(long maxBytes) {
    int wanted = (int) Math.min(LARGEST, Math.max(FrameDecoder.HEADER_BYTES + 1L, maxBytes));
    List<Frame> frames = decode(wanted);
    // Only a whole frame can be handed on, and one may be larger than what was asked for.
    return frames.isEmpty() && wanted < LARGEST ? decode(LARGEST) : frames;
  }

  @Override
  public void close() {
    // Nothing is held open here.
  }

  private List<Frame> decode(int max) {
    Chunk chunk;
    try {
      chunk = engine.read(handle, offset, max);
    } catch (EngineUnansweredException e) {
      throw unanswered(e);
    }
    if (chunk.lostBytes() > 0) {
      lost.accept(chunk.lostBytes());
    }
    long begin = chunk.nextOffset() - chunk.bytes().length;
    offset = Math.max(offset, begin);
    List<Frame> frames = FrameDecoder.decode(chunk.bytes(), begin, "the run's spool");
    if (!frames.isEmpty()) {
      offset = frames.get(frames.size() - 1).nextOffset();
    }
    return frames;
  }

  static EnergyOpsException unanswered(EngineUnansweredException e) {
    return new EnergyOpsException(
        ErrorCode.ENGINE_UNANSWERED, "The execution engine gave no answer: " + e.getMessage(), e);
  }
}
