package io.energyops.upload;

import io.energyops.table.FileKind;
import io.energyops.table.TableFile;
import io.energyops.table.TableLimitException;
import io.energyops.table.TableLimits;
import io.energyops.table.TableUnreadableException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules for files, in the order in which they are judged. */
final class FileRules {

  private static final BigDecimal BYTES_PER_MB = BigDecimal.valueOf(1L << 20);
  private static final int MAX_NAME = 255;
  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:");
  private static final Map<FileKind, List<String>> NAMES =
      new EnumMap<>(
          Map.of(
              FileKind.XLSX, List.of(".xlsx", ".xlsm"),
              FileKind.XLS, List.of(".xls"),
              FileKind.CSV, List.of(".csv", ".txt", ".tsv")));

  private FileRules() {}

  /** Judges what the sender declares: size, ending and type. */
  static void checkDeclared(UploadSource source, UploadRules rules) {
    if (source.length() > rules.maxBytes()) {
      throw tooLarge(source.length(), rules);
    }
    if (!rules.extensions().contains(extension(source.name()))) {
      throw new UploadRefusedException(
          "Invalid file extension. Allowed: " + String.join(", ", rules.extensions()));
    }
    boolean typeAccepted =
        rules.mimeTypes().isEmpty()
            || source.mimeType().map(type -> rules.mimeTypes().contains(bare(type))).orElse(true);
    if (!typeAccepted) {
      throw new UploadRefusedException(
          "Invalid file type. Expected: " + String.join(", ", rules.mimeTypes()));
    }
    checkName(source.name());
  }

  /** Judges whether the content is what the name says. */
  static void checkContent(String name, Path file, UploadRules rules) {
    try (TableFile table = TableFile.open(file, name, limits(rules))) {
      if (table.sheets().isEmpty()) {
        throw new UploadRefusedException(name + " has no sheet with cells");
      }
      checkKind(name, table.kind());
    } catch (TableUnreadableException | TableLimitException e) {
      throw new UploadRefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  static TableLimits limits(UploadRules rules) {
    return TableLimits.defaults().withMaxFileBytes(rules.maxBytes());
  }

  static UploadRefusedException tooLarge(long bytes, UploadRules rules) {
    return new UploadRefusedException(
        "File size "
            + megabytes(bytes)
            + "MB exceeds limit of "
            + megabytes(rules.maxBytes())
            + "MB");
  }

  static String extension(String name) {
    return name.substring(Math.max(0, name.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
  }

  private static void checkName(String name) {
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || DRIVE.matcher(name).find()) {
      throw new UploadRefusedException(
          "File name must not contain a path; send the name alone, such as plan.xlsx");
    }
    if (name.length() > MAX_NAME || CellText.storable(name).fault() != null) {
      throw new UploadRefusedException(
          "File name must have at most " + MAX_NAME + " characters and no control characters");
    }
  }

  private static void checkKind(String name, FileKind kind) {
    List<String> fitting = NAMES.getOrDefault(kind, List.of());
    String extension = extension(name);
    boolean known = NAMES.values().stream().anyMatch(names -> names.contains(extension));
    if (known && !fitting.contains(extension)) {
      String is = kind == FileKind.CSV ? "text (CSV)" : "a workbook (" + fitting.get(0) + ")";
      throw new UploadRefusedException(
          name + " is " + is + ", not what its name says; give it the ending " + fitting.get(0));
    }
  }

  private static String bare(String mimeType) {
    int parameters = mimeType.indexOf(';');
    String type = parameters < 0 ? mimeType : mimeType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private static String megabytes(long bytes) {
    return BigDecimal.valueOf(bytes)
        .divide(BYTES_PER_MB)
        .setScale(2, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
