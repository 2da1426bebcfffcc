package io.energyops.upload;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the cells of a sheet do not say themselves.
 *
 * @param zone zone of times without one
 * @param halfHourBlocks whether a day has 48 blocks instead of 96
 * @param deliveryDate day of times of day that stand alone, or null when there is none
 */
record RowSettings(ZoneId zone, boolean halfHourBlocks, @Nullable LocalDate deliveryDate) {

  static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Kolkata");
  private static final int BLOCKS = 96;

  static RowSettings defaults() {
    return new RowSettings(DEFAULT_ZONE, false, null);
  }

  int blocks() {
    return halfHourBlocks ? BLOCKS / 2 : BLOCKS;
  }
}
