package io.energyops.s3server;

import com.adobe.testing.s3mock.s3.model.BucketMetadata;
import com.adobe.testing.s3mock.s3.model.S3ObjectMetadata;
import com.adobe.testing.s3mock.s3.store.BucketStore;
import com.adobe.testing.s3mock.s3.store.ObjectStore;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Mends what s3mock 5.2.0 does wrong: there objects are listed in the order of UTF-16, where S3 has
 * that of UTF-8. Answers listings of the second version without delimiter; others pass.
 */
public final class ListingFilter extends OncePerRequestFilter {

  private static final int MAX_KEYS = 1000;

  private static final Comparator<String> UTF8 =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final BucketStore buckets;
  private final ObjectStore objects;

  /**
   * Creates the filter, as Spring does.
   *
   * @param buckets the server's buckets
   * @param objects the server's objects
   */
  public ListingFilter(BucketStore buckets, ObjectStore objects) {
    this.buckets = buckets;
    this.objects = objects;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String name = request.getRequestURI().replace("/", "");
    if (!buckets.doesBucketExist(name)) {
      chain.doFilter(request, response);
      return;
    }
    response.setContentType("application/xml");
    response.getOutputStream().write(page(name, request).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("GET")
        || !"2".equals(request.getParameter("list-type"))
        || !"url".equals(request.getParameter("encoding-type"))
        || request.getParameter("delimiter") != null;
  }

  /** A key that the bucket knows may have no object yet, or none any more. */
  private String page(String name, HttpServletRequest request) {
    BucketMetadata bucket = buckets.getBucketMetadata(name);
    String prefix = parameter(request, "prefix", "");
    String after = token(request.getParameter("continuation-token"));
    after = after.isEmpty() ? parameter(request, "start-after", "") : after;
    int limit = Integer.parseInt(parameter(request, "max-keys", String.valueOf(MAX_KEYS)));
    List<S3ObjectMetadata> found = new ArrayList<>();
    boolean more = false;
    for (Map.Entry<String, UUID> entry : behind(bucket, prefix, after)) {
      S3ObjectMetadata object = objects.getS3ObjectMetadata(bucket, entry.getValue(), null);
      if (object != null && !object.getDeleteMarker()) {
        more = found.size() == limit;
        if (more) {
          break;
        }
        found.add(object);
      }
    }
    return xml(name, found, more);
  }

  private static List<Map.Entry<String, UUID>> behind(
      BucketMetadata bucket, String prefix, String after) {
    return bucket.getObjects().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .filter(entry -> after.isEmpty() || UTF8.compare(entry.getKey(), after) > 0)
        .sorted(Map.Entry.comparingByKey(UTF8))
        .toList();
  }

  private static String xml(String bucket, List<S3ObjectMetadata> objects, boolean more) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    xml.append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    xml.append("<EncodingType>url</EncodingType>").append(element("Name", bucket));
    xml.append(element("KeyCount", objects.size())).append(element("IsTruncated", more));
    for (S3ObjectMetadata object : objects) {
      xml.append("<Contents>").append(element("Key", encoded(object.getKey())));
      xml.append(element("LastModified", Instant.ofEpochMilli(object.getLastModified())));
      xml.append(element("ETag", "&quot;" + object.getEtag().replace("\"", "") + "&quot;"));
      xml.append(element("Size", object.getSize())).append("</Contents>");
    }
    if (more) {
      byte[] last = objects.get(objects.size() - 1).getKey().getBytes(StandardCharsets.UTF_8);
      xml.append(element("NextContinuationToken", Base64.getUrlEncoder().encodeToString(last)));
    }
    return xml.append("</ListBucketResult>").toString();
  }

  private static String token(@Nullable String given) {
    return given == null
        ? ""
        : new String(Base64.getUrlDecoder().decode(given), StandardCharsets.UTF_8);
  }

  private static String element(String name, Object value) {
    return "<" + name + ">" + value + "</" + name + ">";
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private static String parameter(HttpServletRequest request, String name, String otherwise) {
    @Nullable String value = request.getParameter(name);
    return value == null ? otherwise : value;
  }
}
