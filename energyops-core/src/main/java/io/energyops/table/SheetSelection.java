package io.energyops.table;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says which sheet of a file is meant. A sheet that is named or numbered may be hidden; the default
 * is the first visible one, because that is the one the user saw. Immutable.
 */
public final class SheetSelection {

  private final String wanted;
  private final List<Predicate<SheetInfo>> preferences;
  private final boolean lenient;

  private SheetSelection(String wanted, List<Predicate<SheetInfo>> preferences, boolean lenient) {
    this.wanted = wanted;
    this.preferences = preferences;
    this.lenient = lenient;
  }

  /**
   * Selects the first visible sheet.
   *
   * @return the selection
   */
  public static SheetSelection firstVisible() {
    return new SheetSelection("a visible sheet", List.of(SheetInfo::visible), false);
  }

  /**
   * Selects by name: exactly, else without regard to case and outer blanks.
   *
   * @param name the sheet's name
   * @return the selection
   */
  public static SheetSelection byName(String name) {
    Objects.requireNonNull(name, "name");
    String loose = loose(name);
    return new SheetSelection(
        "a sheet named '" + name + "'",
        List.of(s -> s.name().equals(name), s -> loose(s.name()).equals(loose)),
        false);
  }

  /**
   * Selects by position.
   *
   * @param index position from 0, hidden sheets counted
   * @return the selection
   */
  public static SheetSelection byIndex(int index) {
    return new SheetSelection(
        "a sheet with index " + index, List.of(s -> s.index() == index), false);
  }

  /**
   * Falls back to the first visible sheet when there is no such sheet.
   *
   * @return a lenient copy
   */
  public SheetSelection lenient() {
    return new SheetSelection(wanted, preferences, true);
  }

  SheetInfo from(List<SheetInfo> sheets, String displayName) {
    Optional<SheetInfo> found =
        preferences.stream().flatMap(p -> sheets.stream().filter(p)).findFirst();
    if (found.isEmpty() && lenient) {
      found = sheets.stream().filter(SheetInfo::visible).findFirst();
    }
    return found.orElseThrow(() -> new SheetNotFoundException(missing(sheets, displayName)));
  }

  private String missing(List<SheetInfo> sheets, String displayName) {
    String list =
        sheets.stream()
            .map(s -> "'" + s.name() + "'" + (s.visible() ? "" : " (hidden)"))
            .collect(Collectors.joining(", "));
    return displayName + " has no " + wanted.replaceFirst("^a ", "") + ". Its sheets are: " + list;
  }

  private static String loose(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
