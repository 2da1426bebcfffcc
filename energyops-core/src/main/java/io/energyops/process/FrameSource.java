package io.energyops.process;

import io.energyops.annotation.Internal;
import io.energyops.error.EnergyOpsException;
import java.util.List;

/** Captured output, read again and again while it grows. Not thread-safe. */
@Internal
public interface FrameSource extends AutoCloseable {

  /**
   * Returns the frames that are complete by now. Does not wait.
   *
   * @param maxBytes about how many bytes to read at most; at least one complete frame is returned
   *     if there is one
   * @return the frames in the order of writing, empty when there is none
   * @throws EnergyOpsException SPOOL_DAMAGED when the bytes are no frames
   */
  List<Frame> read(long maxBytes);

  @Override
  void close();
}
