package io.energyops.upload;

/**
 * How many rows came through.
 *
 * @param imported rows that became visible
 * @param accepted rows without a fault
 * @param refused rows with a fault
 */
record ImportCounts(long imported, long accepted, long refused) {

  static ImportCounts of(long accepted, long refused, RefusedRows policy) {
    boolean nothing = policy == RefusedRows.ALL_OR_NOTHING && refused > 0;
    return new ImportCounts(nothing ? 0 : accepted, accepted, refused);
  }

  String message(String sheet) {
    if (imported > 0) {
      return "Imported "
          + rows(imported)
          + " of sheet '"
          + sheet
          + "'; "
          + rows(refused)
          + (refused == 1 ? " was" : " were")
          + " refused";
    }
    String nothing = "Nothing was imported: ";
    if (accepted + refused == 0) {
      return nothing + "sheet '" + sheet + "' has a header and no rows below it";
    }
    return accepted == 0
        ? nothing + "each of the " + rows(refused) + " of sheet '" + sheet + "' was refused"
        : nothing
            + refused
            + " of "
            + rows(accepted + refused)
            + " of sheet '"
            + sheet
            + "' were refused, and the request asks for all or nothing";
  }

  private static String rows(long count) {
    return count == 1 ? "1 row" : count + " rows";
  }
}
