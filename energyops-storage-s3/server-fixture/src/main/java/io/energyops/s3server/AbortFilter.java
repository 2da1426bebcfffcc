package io.energyops.s3server;

import com.adobe.testing.s3mock.s3.store.BucketStore;
import com.adobe.testing.s3mock.s3.store.MultipartStore;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Mends what s3mock 5.2.0 does wrong: there the abort of an upload removes the object that has the
 * same key, which S3 leaves as it is. Here it removes the parts and nothing else.
 */
public final class AbortFilter extends OncePerRequestFilter {

  private final BucketStore buckets;
  private final MultipartStore uploads;

  /**
   * Creates the filter, as Spring does.
   *
   * @param buckets the server's buckets
   * @param uploads the server's uploads
   */
  public AbortFilter(BucketStore buckets, MultipartStore uploads) {
    this.buckets = buckets;
    this.uploads = uploads;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String upload = request.getParameter("uploadId");
    if (upload != null && aborted(bucket(request.getRequestURI()), upload)) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    } else {
      chain.doFilter(request, response);
    }
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("DELETE");
  }

  /** False leaves it to the server to say what is wrong. */
  private boolean aborted(String bucket, String upload) {
    try {
      uploads.abortMultipartUpload(buckets.getBucketMetadata(bucket), UUID.fromString(upload));
      return true;
    } catch (RuntimeException unknown) {
      return false;
    }
  }

  private static String bucket(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path : path.substring(1, end);
  }
}
