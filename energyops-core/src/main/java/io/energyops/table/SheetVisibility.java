package io.energyops.table;

/** Whether a user of a spreadsheet program sees a sheet. */
public enum SheetVisibility {
  /** Shown as a tab. */
  VISIBLE,
  /** Hidden by the user, who can show it again. */
  HIDDEN,
  /** Hidden by a program; no menu shows it. */
  VERY_HIDDEN
}
