package io.energyops.s3server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.IntStream;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Mends what s3mock 5.2.0 does wrong: there the check of a write's condition and the write are two
 * steps, so that several of many writers win, and a reader may get the headers of one version with
 * the bytes of another. Here a write of a key waits for other writes and for readers that have not
 * yet opened the object, and they for it. A client that dawdles over a body holds the others up.
 */
public final class AtomicObjectsFilter extends OncePerRequestFilter {

  private static final Set<String> READS = Set.of("GET", "HEAD");

  /** Each guards the keys that fall on it; its stamps may be given back by other threads. */
  private final StampedLock[] locks =
      IntStream.range(0, 256).mapToObj(i -> new StampedLock()).toArray(StampedLock[]::new);

  /** Creates the filter, as Spring does. */
  public AtomicObjectsFilter() {}

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Deque<Runnable> releases = new ArrayDeque<>();
    wanted(request).forEach((place, write) -> releases.push(take(locks[place], write)));
    OpenedObject opened = new OpenedObject(response, () -> releases.forEach(Runnable::run));
    try {
      chain.doFilter(request, opened);
    } finally {
      opened.releaseUnlessAsync(request);
    }
  }

  /** Which locks, in the order that lets nobody wait in a circle, and whether to write. */
  private SortedMap<Integer, Boolean> wanted(HttpServletRequest request) {
    SortedMap<Integer, Boolean> wanted = new TreeMap<>();
    String query = request.getQueryString();
    boolean part = query != null && query.contains("partNumber=");
    if (!part) {
      wanted.put(place(request.getRequestURI()), !READS.contains(request.getMethod()));
    }
    String source = request.getHeader("x-amz-copy-source");
    if (source != null) {
      wanted.putIfAbsent(place(source.startsWith("/") ? source : "/" + source), false);
    }
    return wanted;
  }

  private int place(String path) {
    String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    return Math.floorMod(decoded.hashCode(), locks.length);
  }

  private static Runnable take(StampedLock lock, boolean write) {
    long stamp = write ? lock.writeLock() : lock.readLock();
    return () -> lock.unlock(stamp);
  }
}
