package io.energyops.upload;

import io.energyops.annotation.Internal;
import io.energyops.python.ScriptInspector;
import io.energyops.python.ScriptVerdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Judges what users send before anything of it is kept. Thread-safe. */
public interface UploadValidators {

  /**
   * Creates validators.
   *
   * @param scripts looks into Python scripts
   * @param spoolFolder folder for the copy of a file while it is looked at; made where missing
   * @return the validators
   */
  static UploadValidators create(ScriptInspector scripts, Path spoolFolder) {
    return create(() -> scripts, spoolFolder);
  }

  /**
   * Creates validators that ask for the inspector of scripts at each use.
   *
   * @param scripts gives the inspector
   * @param spoolFolder folder for copies of files while they are looked at, made where it is
   *     missing
   * @return the validators
   */
  @Internal
  static UploadValidators create(Supplier<ScriptInspector> scripts, Path spoolFolder) {
    return new DefaultUploadValidators(
        scripts, new UploadSpool(spoolFolder, "check"), new Constraints());
  }

  /**
   * Judges a file: its size, the ending of its name, its declared type when there is one, its name,
   * and whether its content is what the name says. The first fault decides.
   *
   * @param file the file
   * @param rules what is accepted
   * @return the verdict; a file that cannot be read is refused by it
   */
  FileVerdict validateUploadFile(UploadSource file, UploadRules rules);

  /**
   * Judges a file by the {@linkplain UploadRules#defaults() usual rules}.
   *
   * @param file the file
   * @return the verdict
   */
  default FileVerdict validateUploadFile(UploadSource file) {
    return validateUploadFile(file, UploadRules.defaults());
  }

  /**
   * Judges a Python script without running it. The verdict is advice; the sandbox is the boundary.
   *
   * @param content text of the script
   * @return the verdict
   */
  ScriptVerdict validatePythonScript(String content);

  /**
   * Judges one row of texts as an import would. Local times are those of {@code Asia/Kolkata}, and
   * a day has 96 blocks.
   *
   * @param dataset what the row is to be
   * @param sheetRow number of the row in its sheet, for the messages
   * @param cells texts by header; headers are found as in a file, others are ignored
   * @param <T> type of an accepted row
   * @return the verdict with every fault
   */
  <T> RowVerdict<T> validateRow(Dataset<T> dataset, int sheetRow, Map<String, String> cells);
}
