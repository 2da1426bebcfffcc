package io.energyops.storage.conformance;

import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageBackend;
import io.energyops.storage.StorageErrorCode;
import io.energyops.storage.StorageException;
import io.energyops.storage.StorageKey;
import io.energyops.storage.StoredObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Lists that lose, repeat, mix up or invent. */
final class ListFaults {

  private static final Comparator<String> UTF8 = StorageKey.utf8Order();

  private ListFaults() {}

  static List<Fault> all() {
    return List.of(
        listing(
            "orders by UTF-16", "list-order-utf8", Comparator.naturalOrder(), String::startsWith),
        listing("orders folder by folder", "list-order-slash", folderWise(), String::startsWith),
        listing("takes a prefix for a folder", "list-prefix-no-folder", UTF8, ListFaults::inFolder),
        listing(
            "takes a folder for its prefix", "list-prefix-folder", UTF8, ListFaults::withoutSlash),
        listing("knows wildcards", "list-prefix-literal", UTF8, ListFaults::wildcard),
        listing("matches prefixes in any case", "list-prefix-literal", UTF8, ListFaults::anyCase),
        listing("goes five folders deep", "list-subtree", UTF8, ListFaults::fiveDeep),
        listing("hides what looks hidden", "key-hidden-names", UTF8, ListFaults::notHidden),
        Fault.of("loses the first object of later pages", "page-sizes", LosingFirst::new),
        Fault.of("repeats the last object of the page before", "page-sizes", Repeating::new),
        Fault.of("continues by counting", "page-after-delete page-under-change", Counting::new),
        Fault.of("gives pages of any size", "page-limit", Unlimited::new),
        Fault.of("ends at 1000 keys", "page-over-1000", EndsAtThousand::new),
        Fault.of("begins anew with a strange continuation", "page-foreign", Forgiving::new),
        Fault.of("fails when the last key of a page is gone", "page-after-delete", NeedsLast::new),
        Fault.of("lists a description of its own", "describe-listed", OtherSize::new));
  }

  /** Lists all that is there, in an order and by a match of its own. */
  private static Fault listing(
      String name, String meant, Comparator<String> order, BiPredicate<String, String> match) {
    return Fault.of(
        name,
        meant,
        real ->
            new Forwarding(real) {
              @Override
              public ListPage list(ListRequest request) {
                // What the real one refuses is refused.
                real.list(request);
                Optional<String> after = request.continuation().map(c -> c.substring(6));
                List<StoredObject> found =
                    everything(real)
                        .filter(object -> match.test(text(object), request.prefix()))
                        .filter(o -> after.isEmpty() || order.compare(text(o), after.get()) > 0)
                        .sorted(Comparator.comparing(ListFaults::text, order))
                        .toList();
                boolean more = found.size() > request.limit();
                List<StoredObject> page = more ? found.subList(0, request.limit()) : found;
                return ListPage.of(page, more ? "after:" + text(page.get(page.size() - 1)) : null);
              }
            });
  }

  private static String text(StoredObject object) {
    return object.key().value();
  }

  private static Stream<StoredObject> everything(StorageBackend real) {
    return Walk.objects(real, ListRequest.of("")).stream();
  }

  private static Comparator<String> folderWise() {
    return Comparator.comparing((String key) -> key.replace('/', '\u0001'), UTF8);
  }

  private static boolean inFolder(String key, String prefix) {
    return prefix.isEmpty()
        || (prefix.endsWith("/") && key.startsWith(prefix))
        || key.equals(prefix)
        || key.startsWith(prefix + "/");
  }

  private static boolean withoutSlash(String key, String prefix) {
    return key.startsWith(prefix.replaceAll("/$", ""));
  }

  private static boolean wildcard(String key, String prefix) {
    return key.length() >= prefix.length()
        && Stream.iterate(0, i -> i < prefix.length(), i -> i + 1)
            .allMatch(i -> prefix.charAt(i) == '_' || prefix.charAt(i) == key.charAt(i));
  }

  private static boolean anyCase(String key, String prefix) {
    return key.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private static boolean fiveDeep(String key, String prefix) {
    return key.startsWith(prefix) && key.split("/", -1).length <= 6;
  }

  private static boolean notHidden(String key, String prefix) {
    return key.startsWith(prefix) && !key.startsWith(".");
  }

  private static final class LosingFirst extends Forwarding {
    LosingFirst(StorageBackend real) {
      super(real);
    }

    @Override
    public ListPage list(ListRequest request) {
      ListPage page = real.list(request);
      boolean first = request.continuation().isEmpty() || page.objects().isEmpty();
      return ListPage.of(
          first ? page.objects() : page.objects().subList(1, page.objects().size()),
          page.continuation().orElse(null));
    }
  }

  private static final class Repeating extends Forwarding {
    Repeating(StorageBackend real) {
      super(real);
    }

    @Override
    public ListPage list(ListRequest request) {
      ListPage page = real.list(request);
      Optional<StoredObject> last =
          request.continuation().flatMap(c -> real.stat(StorageKey.of(c.substring(6))));
      List<StoredObject> objects = new ArrayList<>(page.objects());
      last.ifPresent(object -> objects.add(0, object));
      return ListPage.of(objects, page.continuation().orElse(null));
    }
  }

  private static final class Counting extends Forwarding {
    Counting(StorageBackend real) {
      super(real);
    }

    @Override
    public ListPage list(ListRequest request) {
      int from = request.continuation().map(Counting::number).orElse(0);
      List<StoredObject> all =
          everything(real).filter(o -> text(o).startsWith(request.prefix())).toList();
      int start = Math.min(from, all.size());
      int end = Math.min(all.size(), start + request.limit());
      return ListPage.of(all.subList(start, end), end < all.size() ? "number:" + end : null);
    }

    private static int number(String continuation) {
      if (!continuation.startsWith("number:")) {
        throw new StorageException(StorageErrorCode.INVALID_ARGUMENT, "A strange page", null);
      }
      return Integer.parseInt(continuation.substring(7));
    }
  }

  private static final class Unlimited extends Forwarding {
    Unlimited(StorageBackend real) {
      super(real);
    }

    @Override
    public ListPage list(ListRequest request) {
      return real.list(request.withLimit(ListRequest.MAX_LIMIT));
    }
  }

  private static final class EndsAtThousand extends Forwarding {
    EndsAtThousand(StorageBackend real) {
      super(real);
    }

    @Override
    public ListPage list(ListRequest request) {
      ListPage page = real.list(request);
      boolean full = page.objects().size() == ListRequest.MAX_LIMIT;
      return ListPage.of(page.objects(), full ? null : page.continuation().orElse(null));
    }
  }

  private static final class Forgiving extends Forwarding {
    Forgiving(StorageBackend real) {
      super(real);
    }

    @Override
    public ListPage list(ListRequest request) {
      try {
        return real.list(request);
      } catch (StorageException e) {
        if (e.code() == StorageErrorCode.INVALID_ARGUMENT) {
          return real.list(request.after(null));
        }
        throw e;
      }
    }
  }

  private static final class NeedsLast extends Forwarding {
    NeedsLast(StorageBackend real) {
      super(real);
    }

    @Override
    public ListPage list(ListRequest request) {
      ListPage page = real.list(request);
      boolean gone = request.continuation().filter(c -> !real.exists(c.substring(6))).isPresent();
      if (gone) {
        throw new StorageException(StorageErrorCode.NOT_FOUND, "The last key is gone", null);
      }
      return page;
    }
  }

  private static final class OtherSize extends Forwarding {
    OtherSize(StorageBackend real) {
      super(real);
    }

    @Override
    public ListPage list(ListRequest request) {
      ListPage page = real.list(request);
      return ListPage.of(
          page.objects().stream()
              .map(o -> StoredObject.builder(o.key(), 0, o.modifiedAt(), o.version()).build())
              .toList(),
          page.continuation().orElse(null));
    }
  }
}
