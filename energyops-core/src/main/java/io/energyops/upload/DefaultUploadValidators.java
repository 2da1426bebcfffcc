package io.energyops.upload;

import io.energyops.python.ScriptInspector;
import io.energyops.python.ScriptVerdict;
import io.energyops.table.Cell;
import io.energyops.table.HeaderText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The validators over the parts that imports use too. */
final class DefaultUploadValidators implements UploadValidators {

  private final Supplier<ScriptInspector> scripts;
  private final UploadSpool spool;
  private final Constraints constraints;

  DefaultUploadValidators(
      Supplier<ScriptInspector> scripts, UploadSpool spool, Constraints constraints) {
    this.scripts = scripts;
    this.spool = spool;
    this.constraints = constraints;
  }

  @Override
  public FileVerdict validateUploadFile(UploadSource file, UploadRules rules) {
    try {
      spool.accept(file, rules).close();
      return FileVerdict.accepted();
    } catch (UploadRefusedException e) {
      return FileVerdict.refused(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public ScriptVerdict validatePythonScript(String content) {
    return scripts.get().inspect(content);
  }

  @Override
  public <T> RowVerdict<T> validateRow(
      Dataset<T> dataset, int sheetRow, Map<String, String> cells) {
    Cell[] found = new Cell[dataset.columns().size()];
    List<String> faults = new ArrayList<>();
    cells.forEach(
        (header, text) -> {
          int index = dataset.indexOf(HeaderText.normalise(header));
          if (index >= 0 && found[index] != null) {
            faults.add("column " + dataset.columns().get(index).header() + " is there twice");
          } else if (index >= 0) {
            found[index] = text.isEmpty() ? Cell.Blank.INSTANCE : new Cell.Text(text);
          }
        });
    RowCheck.Checked checked =
        new RowCheck(dataset, RowSettings.defaults(), constraints)
            .check(index -> found[index] == null ? Cell.Blank.INSTANCE : found[index]);
    faults.addAll(checked.faults());
    return faults.isEmpty()
        ? RowVerdict.accepted(dataset.row(checked.values()))
        : RowVerdict.refused(sheetRow, faults);
  }
}
