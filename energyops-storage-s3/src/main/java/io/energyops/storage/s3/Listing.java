package io.energyops.storage.s3;

import io.energyops.storage.InvalidKeyException;
import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StorageUnavailableException;
import io.energyops.storage.StoredObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Collects one page. What others put into the bucket under names that are no keys is left out, so
 * that a page may need more than one answer of the server. One instance per page.
 */
final class Listing {

  private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

  private final Bucket bucket;
  private final ListRequest request;
  private final List<StoredObject> found = new ArrayList<>();

  Listing(Bucket bucket, ListRequest request) {
    this.bucket = bucket;
    this.request = request;
  }

  ListPage page() {
    @Nullable String after =
        request.continuation().map(Continuation::decode).map(bucket::key).orElse(null);
    int wanted = request.limit();
    while (true) {
      ListObjectsV2Response answer = ask(after, wanted);
      List<S3Object> listed = answer.contents();
      requireProgress(after, answer);
      Iterator<S3Object> objects = listed.iterator();
      while (found.size() < request.limit() && objects.hasNext()) {
        add(objects.next());
      }
      boolean truncated = Boolean.TRUE.equals(answer.isTruncated());
      if (found.size() == request.limit()) {
        return page(objects.hasNext() || truncated);
      }
      if (!truncated) {
        return page(false);
      }
      after = listed.get(listed.size() - 1).key();
      // Many foreign names stand here: larger answers get through them sooner.
      wanted = ListRequest.MAX_LIMIT;
    }
  }

  /**
   * S3 lists in the order of UTF-8. Some servers in Java list in that of UTF-16, which differs for
   * rare characters; a page is in order all the same.
   */
  private ListPage page(boolean more) {
    String continuation = more ? Continuation.encode(found.get(found.size() - 1).key()) : null;
    found.sort(Comparator.comparing(StoredObject::key));
    return ListPage.of(found, continuation);
  }

  /** The answer is XML, which cannot hold every character that a name can, unless it is encoded. */
  private ListObjectsV2Response ask(@Nullable String after, int wanted) {
    return bucket
        .client()
        .listObjectsV2(
            ListObjectsV2Request.builder()
                .bucket(bucket.name())
                .prefix(bucket.prefix() + request.prefix())
                .startAfter(after)
                .encodingType(EncodingType.URL)
                .maxKeys(wanted)
                .build());
  }

  private void add(S3Object listed) {
    StorageKey key;
    try {
      key = StorageKey.of(listed.key().substring(bucket.prefix().length()));
    } catch (InvalidKeyException foreign) {
      LOG.debug("left out of a listing: {}", foreign.getMessage());
      return;
    }
    found.add(Descriptions.of(key, listed));
  }

  /** A server that does not know where to go on would send the same page for ever. */
  private void requireProgress(@Nullable String after, ListObjectsV2Response answer) {
    List<S3Object> listed = answer.contents();
    boolean empty = listed.isEmpty() && Boolean.TRUE.equals(answer.isTruncated());
    if (empty || listed.stream().anyMatch(object -> object.key().equals(after))) {
      throw new StorageUnavailableException(
          "The listing of "
              + bucket
              + " does not go on behind a key: the server does not keep 'start-after'. Use another"
              + " server.",
          null,
          null);
    }
  }
}
