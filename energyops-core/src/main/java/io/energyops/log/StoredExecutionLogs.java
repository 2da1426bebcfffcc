package io.energyops.log;

import io.energyops.error.ConflictException;
import io.energyops.error.ErrorCode;
import io.energyops.error.InvalidArgumentException;
import io.energyops.run.ExecutionId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The logs in the database. */
final class StoredExecutionLogs implements ExecutionLogs {

  private static final int PAGE_LINES = 2000;

  private final LogReadRepository repository;
  private final FollowSettings settings;
  private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  StoredExecutionLogs(LogReadRepository repository, FollowSettings settings) {
    this.repository = repository;
    this.settings = settings;
  }

  @Override
  public LogPage read(ExecutionId id, LogQuery query) {
    return repository.page(id, query);
  }

  @Override
  public List<LogEntry> tail(ExecutionId id, int lines) {
    if (lines < 1 || lines > LogQuery.MAX_LIMIT) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT,
          "The tail of a log has 1 to " + LogQuery.MAX_LIMIT + " lines, not " + lines);
    }
    return repository.tail(id, lines);
  }

  @Override
  public LogSubscription follow(ExecutionId id, long fromLine, LogListener listener) {
    if (fromLine < 0) {
      throw new InvalidArgumentException(
          ErrorCode.INVALID_ARGUMENT, "A log is followed from line 0 on, not from " + fromLine);
    }
    Follower follower =
        new Follower(id, fromLine, listener, repository, settings, followers::remove);
    followers.add(follower);
    if (closed) {
      follower.closeWithLogs();
      throw new ConflictException(ErrorCode.CLOSED, "The execution logs are closed");
    }
    follower.start();
    return follower;
  }

  @Override
  public long writeText(ExecutionId id, OutputStream target) {
    return writeText(
        id, new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8)));
  }

  @Override
  public long writeText(ExecutionId id, Writer target) {
    LogTextWriter text = new LogTextWriter(target);
    long written = 0;
    OptionalLong next = OptionalLong.of(0);
    try {
      while (next.isPresent()) {
        LogPage page = repository.page(id, LogQuery.all().from(next.getAsLong()).limit(PAGE_LINES));
        for (LogEntry entry : page.entries()) {
          text.write(entry);
          written++;
        }
        next = page.nextLine();
      }
      long missing = repository.missing(id, written);
      if (missing > 0) {
        text.missing(missing);
      }
      target.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The log of execution " + id + " could not be written", e);
    }
    return written;
  }

  @Override
  public void close() {
    closed = true;
    followers.forEach(Follower::closeWithLogs);
  }
}
