package io.energyops.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One sheet as the writers need it. A row of no cells is left out of a workbook. */
record Sheet(String name, Visibility visibility, List<List<@Nullable Object>> rows) {

  enum Visibility {
    VISIBLE("visible"),
    HIDDEN("hidden"),
    VERY_HIDDEN("veryHidden");

    private final String wireName;

    Visibility(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }
  }
}
