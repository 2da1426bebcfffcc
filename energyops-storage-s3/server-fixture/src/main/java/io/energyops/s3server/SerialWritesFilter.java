package io.energyops.s3server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Mends what s3mock 5.2.0 does wrong: there the check of a write's condition and the write are two
 * steps, so that several of many writers win. Here one write of a key follows another.
 */
public final class SerialWritesFilter extends OncePerRequestFilter {

  private static final Set<String> WRITES = Set.of("PUT", "POST", "DELETE");

  /** Each guards the writes of the keys that fall on it. */
  private final ReentrantLock[] locks =
      IntStream.range(0, 256).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  /** Creates the filter, as Spring does. */
  public SerialWritesFilter() {}

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int place = Math.floorMod(request.getRequestURI().hashCode(), locks.length);
    ReentrantLock lock = locks[place];
    lock.lock();
    try {
      chain.doFilter(request, response);
    } finally {
      lock.unlock();
    }
  }

  /** The parts of an upload are no object yet. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String query = request.getQueryString();
    boolean part = query != null && query.contains("partNumber=");
    return part || !WRITES.contains(request.getMethod());
  }
}
