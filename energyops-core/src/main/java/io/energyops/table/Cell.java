package io.energyops.table;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What a cell holds. A cell of a CSV file is {@link Text} or {@link Blank}. A value that cannot be
 * trusted is {@link Error}, {@link NotCalculated} or {@link Malformed}, never zero and never
 * nothing.
 */
public sealed interface Cell {

  /**
   * Returns the value as a person would write it, for messages.
   *
   * @return text, empty for a blank cell
   */
  String display();

  /**
   * Tells whether there is nothing to see in the cell.
   *
   * @return true for a blank cell and for text of white space and invisible characters
   */
  default boolean isBlank() {
    return false;
  }

  /** Nothing. */
  record Blank() implements Cell {
    /** The blank cell that readers give. */
    public static final Blank INSTANCE = new Blank();

    @Override
    public String display() {
      return "";
    }

    @Override
    public boolean isBlank() {
      return true;
    }
  }

  /**
   * Text as the file has it, neither trimmed nor normalised.
   *
   * @param value the text, not empty
   */
  record Text(String value) implements Cell {
    @Override
    public String display() {
      return value;
    }

    @Override
    public boolean isBlank() {
      return !beginsVisibly(value) && value.codePoints().allMatch(HeaderText::invisible);
    }

    private static boolean beginsVisibly(String value) {
      char first = value.isEmpty() ? ' ' : value.charAt(0);
      return first > ' ' && first < 0x7F;
    }
  }

  /**
   * A number.
   *
   * @param value at most 15 significant digits, as many as a spreadsheet program shows
   */
  @SuppressWarnings("JavaLangClash")
  record Number(BigDecimal value) implements Cell {
    @Override
    public String display() {
      return value.toPlainString();
    }
  }

  /**
   * A date with a time.
   *
   * @param value local to the sheet, in whole seconds
   */
  record DateTime(LocalDateTime value) implements Cell {
    private static final DateTimeFormatter FORM =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    @Override
    public String display() {
      return FORM.format(value);
    }
  }

  /**
   * A time of day without a date.
   *
   * @param sinceMidnight from 00:00 to 24:00 in whole seconds; 24:00 is the end of the day
   */
  record TimeOfDay(Duration sinceMidnight) implements Cell {
    @Override
    public String display() {
      return String.format(
          Locale.ROOT,
          "%02d:%02d:%02d",
          sinceMidnight.toHours(),
          sinceMidnight.toMinutesPart(),
          sinceMidnight.toSecondsPart());
    }
  }

  /**
   * True or false.
   *
   * @param value the value
   */
  record Bool(boolean value) implements Cell {
    @Override
    public String display() {
      return value ? "TRUE" : "FALSE";
    }
  }

  /**
   * An error value of the spreadsheet.
   *
   * @param code such as {@code #REF!}
   */
  @SuppressWarnings("JavaLangClash")
  record Error(String code) implements Cell {
    @Override
    public String display() {
      return code;
    }
  }

  /** A formula whose value the file does not hold: nobody calculated it. */
  record NotCalculated() implements Cell {
    @Override
    public String display() {
      return "(formula not calculated)";
    }
  }

  /**
   * A value that the file holds but that means nothing.
   *
   * @param raw the value as the file has it
   * @param why what is wrong with it, as the rest of a sentence
   */
  record Malformed(String raw, String why) implements Cell {
    @Override
    public String display() {
      return raw;
    }
  }
}
