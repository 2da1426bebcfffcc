package io.energyops.storage;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, ordered by the UTF-8 bytes of the keys. An object that existed during the
 * whole listing is on exactly one page; one that came or went meanwhile is on one or none.
 */
public final class ListPage {

  private final List<StoredObject> objects;
  private final @Nullable String continuation;

  private ListPage(List<StoredObject> objects, @Nullable String continuation) {
    this.objects = List.copyOf(objects);
    this.continuation = continuation;
  }

  /**
   * Makes a page.
   *
   * @param objects the objects in order
   * @param continuation what the next request hands back, or null when this is the last page
   * @return the page
   */
  public static ListPage of(List<StoredObject> objects, @Nullable String continuation) {
    return new ListPage(objects, continuation);
  }

  /**
   * Returns the objects of this page. Checksum and content type may be absent where only {@link
   * StorageBackend#stat(StorageKey)} knows them.
   *
   * @return the objects in order
   */
  public List<StoredObject> objects() {
    return objects;
  }

  /**
   * Returns what the next request hands back.
   *
   * @return an opaque text, or empty when this is the last page
   */
  public Optional<String> continuation() {
    return Optional.ofNullable(continuation);
  }
}
