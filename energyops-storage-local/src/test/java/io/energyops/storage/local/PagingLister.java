package io.energyops.storage.local;

import io.energyops.storage.ListPage;
import io.energyops.storage.ListRequest;
import io.energyops.storage.StorageBackend;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that lists a whole root page by page, and prints how many objects it saw. */
final class PagingLister {

  private PagingLister() {}

  public static void main(String[] args) {
    long count = 0;
    try (StorageBackend storage = LocalStorage.open(Path.of(args[0]))) {
      ListRequest next = ListRequest.of("");
      for (boolean more = true; more; ) {
        ListPage page = storage.list(next);
        count += page.objects().size();
        more = page.continuation().isPresent();
        next = next.after(page.continuation().orElse(null));
      }
    }
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(count);
  }
}
