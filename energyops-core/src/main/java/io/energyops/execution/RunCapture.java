package io.energyops.execution;

import io.energyops.log.LineAssembler;
import io.energyops.log.LiveLog;
import io.energyops.log.LogCheckpoint;
import io.energyops.log.LogEntry;
import io.energyops.log.LogLevel;
import io.energyops.process.Frame;
import io.energyops.run.ExecutionId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the frames of one run into log lines. A batch of frames that failed half-way is given
 * again, so each step remembers how far it came. Confined to one thread at a time.
 */
final class RunCapture {

  private static final Logger LOG = LoggerFactory.getLogger(RunCapture.class);

  private final RunParts parts;
  private final RunRepository repository;
  private final ExecutionId id;
  private final String programName;
  private final long fence;
  private final LineAssembler lines;
  private final long alreadyStored;
  private final Deque<LogEntry> pending = new ArrayDeque<>();
  private LineAssembler.Clean reachedClean;
  private long readUpTo;
  private long notes;
  private long lostBytes;

  RunCapture(RunParts parts, RunRepository repository, OwnedRun run, String programName) {
    this.parts = parts;
    this.repository = repository;
    this.id = run.id();
    this.programName = programName;
    this.fence = run.fence();
    this.reachedClean = new LineAssembler.Clean(run.spoolOffset(), run.spoolLine());
    this.lines = new LineAssembler(run.id(), reachedClean, parts.lines());
    this.alreadyStored = run.committedLine();
    this.readUpTo = run.spoolOffset();
  }

  void frames(List<Frame> frames) {
    drain();
    // Together: an unbuffered program makes a frame of each line, and an event for each costs most.
    List<LogEntry> done = new ArrayList<>();
    try {
      for (Frame frame : frames) {
        if (frame.nextOffset() > readUpTo) {
          readUpTo = frame.nextOffset();
          done.addAll(lines.feed(level(frame), frame.time(), frame.payload(), frame.nextOffset()));
        }
      }
    } finally {
      pass(done);
    }
  }

  void finish(Instant endedAt) {
    drain();
    pass(lines.finish(endedAt));
  }

  /** A line of the engine's own, after the last line of the program. */
  void note(LogLevel level, String text, Instant at) {
    notes++;
    pass(List.of(new LogEntry(id, lines.lines() + notes, level, text, at)));
  }

  /** A line about it inside the output would number the rest differently at the next reading. */
  void lost(long bytes) {
    LOG.warn("{} bytes of output of execution {} are lost", bytes, id);
    lostBytes += bytes;
  }

  long lostBytes() {
    return lostBytes;
  }

  long lineCount() {
    return lines.lines() + notes;
  }

  private void pass(List<LogEntry> done) {
    List<LogEntry> fresh = new ArrayList<>(done.size());
    for (LogEntry entry : done) {
      if (entry.lineNumber() > alreadyStored) {
        fresh.add(entry);
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    LiveLog.publish(parts.hub(), fresh);
    for (LogEntry entry : fresh) {
      observe(entry);
    }
    pending.addAll(fresh);
    drain();
  }

  void drain() {
    LineAssembler.Clean clean = lines.clean();
    while (!pending.isEmpty()) {
      LogEntry entry = pending.element();
      // A clean place behind lines that are not committed yet would lose them: reading again from
      // it numbers what follows right, but never sees them.
      if (clean.lines() <= entry.lineNumber()) {
        reachedClean = clean;
      }
      parts.logs().append(entry, checkpoint(reachedClean, entry.lineNumber()));
      pending.remove();
    }
  }

  private LogCheckpoint checkpoint(LineAssembler.Clean clean, long line) {
    return tx -> repository.checkpoint(tx, id, fence, clean.frameOffset(), clean.lines(), line);
  }

  private void observe(LogEntry entry) {
    try {
      parts.observer().line(programName, entry);
    } catch (RuntimeException e) {
      LOG.warn("The observer of execution {} failed at line {}", id, entry.lineNumber(), e);
    }
  }

  private static LogLevel level(Frame frame) {
    return frame.stream() == Frame.Stream.STDOUT ? LogLevel.STDOUT : LogLevel.STDERR;
  }
}
