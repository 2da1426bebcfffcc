package io.energyops.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects by key. Every backend keeps these promises:
 *
 * <ul>
 *   <li>a write is visible whole or not at all, and durable when {@code save} returns; a write that
 *       fails leaves the object as it was;
 *   <li>a reader sees one version from its first byte to its last, whatever is written meanwhile;
 *   <li>{@code a} and {@code a/b} may both exist, and deleting one leaves the other;
 *   <li>a key is {@linkplain StorageKey checked} before any input or output.
 * </ul>
 *
 * <p>Backends are safe for use by many threads. Every method but {@link #health()}, {@link
 * #capabilities()} and {@link #close()} throws {@link StorageClosedException} after the close,
 * {@link StorageUnavailableException} when the place cannot be reached, {@link
 * StorageAccessDeniedException} when it refuses, and {@link StorageInterruptedException} when the
 * calling thread was interrupted and the backend noticed. Streams under way when the backend is
 * closed may be read to their end or fail; they never give wrong bytes.
 *
 * <p>The text of {@link Object#toString()} names the backend in messages; it holds no secret.
 */
public interface StorageBackend extends AutoCloseable {

  /**
   * Writes an object.
   *
   * @param key the key
   * @param source the content; may be opened more than once
   * @param condition what must hold for the write to happen
   * @return what was stored; its time may be up to a second from the one that {@link #stat} tells
   * @throws StorageConflictException when the condition does not hold
   * @throws UnsupportedCapabilityException when the backend cannot check the condition
   * @throws SourceFailedException when the source fails or has another size than it said
   */
  StoredObject save(StorageKey key, ObjectSource source, WriteCondition condition);

  /**
   * Reads an object or a part of it. A stream that breaks off throws {@link IOException}, and never
   * ends early as if the object ended there.
   *
   * @param key the key
   * @param range which bytes
   * @return one version's bytes and description, which the caller closes
   * @throws StorageNotFoundException when the object does not exist
   */
  StoredContent open(StorageKey key, ByteRange range);

  /**
   * Describes an object.
   *
   * @param key the key
   * @return the description, or empty when the object does not exist
   */
  Optional<StoredObject> stat(StorageKey key);

  /**
   * Deletes an object.
   *
   * @param key the key
   * @return whether it was there; false is no failure
   */
  boolean delete(StorageKey key);

  /**
   * Lists one page of objects, ordered by the UTF-8 bytes of their keys.
   *
   * @param request which keys and how many
   * @return the page
   * @throws StorageException with {@link StorageErrorCode#INVALID_ARGUMENT} when the continuation
   *     is not one of this backend
   */
  ListPage list(ListRequest request);

  /**
   * Tells what this backend can do where it is now.
   *
   * @return the capabilities
   */
  Set<Capability> capabilities();

  /**
   * Tells whether the backend can do its work now. Never throws; may take as long as one write.
   *
   * @return the state
   */
  HealthState health();

  /** Ends the use of the backend; may be called again. Calls under way end as they would. */
  @Override
  void close();

  /**
   * Deletes many objects; one that fails does not stop the others.
   *
   * @param keys the keys
   * @return what became of each
   * @throws StorageClosedException when the backend was closed
   */
  default BulkDeleteResult deleteAll(Collection<StorageKey> keys) {
    BulkDeleteResult.Builder result = BulkDeleteResult.builder();
    for (StorageKey key : keys) {
      try {
        if (delete(key)) {
          result.deleted(key);
        } else {
          result.missing(key);
        }
      } catch (StorageClosedException e) {
        throw e;
      } catch (StorageException e) {
        result.failed(key, e);
      }
    }
    return result.build();
  }

  /**
   * Copies an object where it lies; the copy has the content and the content type of one version.
   * Offered by backends that declare {@link Capability#COPY}; where it is not, open the one and
   * save the other.
   *
   * @param from the key of the object
   * @param to the key of the copy; onto itself is refused with {@link
   *     StorageErrorCode#INVALID_ARGUMENT}
   * @param condition what must hold at {@code to} for the copy to happen
   * @return the copy
   * @throws StorageNotFoundException when there is nothing at {@code from}
   * @throws StorageConflictException when the condition does not hold
   * @throws UnsupportedCapabilityException when the backend cannot copy or check the condition
   */
  default StoredObject copy(StorageKey from, StorageKey to, WriteCondition condition) {
    throw new UnsupportedCapabilityException(Capability.COPY, toString());
  }

  /**
   * Gives an object another key: whoever looks finds it at one of the two or, for a moment, at
   * both; a crash in that moment leaves it at both. Offered by backends that declare {@link
   * Capability#MOVE}; where it is not, copy and then delete.
   *
   * @param from the key of the object
   * @param to its new key; onto itself is refused with {@link StorageErrorCode#INVALID_ARGUMENT}
   * @param condition what must hold at {@code to} for the move to happen
   * @return the object at its new key
   * @throws StorageNotFoundException when there is nothing at {@code from}
   * @throws StorageConflictException when the condition does not hold
   * @throws UnsupportedCapabilityException when the backend cannot move or check the condition
   */
  default StoredObject move(StorageKey from, StorageKey to, WriteCondition condition) {
    throw new UnsupportedCapabilityException(Capability.MOVE, toString());
  }

  /**
   * Writes an object, created or replaced.
   *
   * @param key the key
   * @param source the content
   * @return what was stored
   */
  default StoredObject save(StorageKey key, ObjectSource source) {
    return save(key, source, WriteCondition.none());
  }

  /**
   * Writes bytes, created or replaced.
   *
   * @param key the key as text
   * @param data the content
   * @return the key, by which the object is read again
   */
  default String save(String key, byte[] data) {
    return save(StorageKey.of(key), ObjectSource.of(data)).key().value();
  }

  /**
   * Reads a whole object into memory.
   *
   * @param key the key as text
   * @return the content
   * @throws StorageNotFoundException when the object does not exist
   */
  default byte[] read(String key) {
    try (StoredContent content = open(StorageKey.of(key), ByteRange.all())) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new StorageUnavailableException(
          "Reading '" + key + "' broke off. Read it again, or check the backend's health.",
          null,
          e);
    }
  }

  /**
   * Deletes an object.
   *
   * @param key the key as text
   * @return whether it was there; false is no failure
   */
  default boolean delete(String key) {
    return delete(StorageKey.of(key));
  }

  /**
   * Tells whether an object exists.
   *
   * @param key the key as text
   * @return whether it exists
   */
  default boolean exists(String key) {
    return stat(StorageKey.of(key)).isPresent();
  }

  /**
   * Lists the keys of all objects with a prefix, page by page until the end. Meant for prefixes
   * with few objects: the whole list is in memory.
   *
   * @param prefix what the keys start with; no folder, so {@code run/1} matches {@code run/10/x}
   * @return the keys in the order of their UTF-8 bytes
   */
  default List<String> list(String prefix) {
    List<String> keys = new ArrayList<>();
    @Nullable String continuation = null;
    do {
      ListPage page = list(ListRequest.of(prefix).after(continuation));
      page.objects().forEach(object -> keys.add(object.key().value()));
      continuation = page.continuation().orElse(null);
    } while (continuation != null);
    return keys;
  }
}
