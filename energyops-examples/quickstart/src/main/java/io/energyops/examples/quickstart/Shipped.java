package io.energyops.examples.quickstart;

import io.energyops.script.ScriptUpload;
import io.energyops.upload.UploadSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The files that the jar holds. */
final class Shipped {

  static final String WORKBOOK = "market_snapshot.xlsx";
  static final String DISPATCH = "day_ahead.py";
  static final String RUNAWAY = "runaway.py";

  private Shipped() {}

  static UploadSource workbook() {
    byte[] content = bytes(WORKBOOK);
    return UploadSource.of(WORKBOOK, null, () -> new ByteArrayInputStream(content), content.length);
  }

  static ScriptUpload script(String name) {
    return ScriptUpload.of(name, bytes(name));
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Shipped.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name + " in the jar cannot be read", e);
    }
  }
}
