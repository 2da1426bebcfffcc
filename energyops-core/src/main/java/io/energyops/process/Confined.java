package io.energyops.process;

import io.energyops.annotation.Internal;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of a program from outside, by the kernel's counters and by the supervisor. All zero
 * where nothing counted.
 *
 * @param oomKills how many of its processes the kernel ended for want of memory
 * @param memoryPeakBytes the most memory that all its processes had together
 * @param processesRefused how often a process could not be started at the limit of their number
 * @param throttledPeriods in how many periods it was held back at its share of the processor
 * @param processorSeconds after how much processor time a process was to be ended, 0 for never
 * @param periods in how many periods it ran
 * @param diskBytes the most that lay in its folders
 * @param exceeded what was found when there was too much in its folders
 * @param left what the supervisor could not take away, control groups
 */
@Internal
public record Confined(
    long oomKills,
    long memoryPeakBytes,
    long processesRefused,
    long throttledPeriods,
    long processorSeconds,
    long periods,
    long diskBytes,
    Optional<String> exceeded,
    List<String> left) {

  static Confined of(RecordMembers members) {
    return new Confined(
        members.number("oomKills"),
        members.number("memoryPeakBytes"),
        members.number("processesRefused"),
        members.number("throttledPeriods"),
        members.number("processorSeconds"),
        members.number("periods"),
        members.number("diskBytes"),
        members.text("exceeded"),
        members.texts("left"));
  }
}
