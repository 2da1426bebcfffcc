package io.energyops.execution;

import io.energyops.error.EnergyOpsException;
import io.energyops.error.ErrorCode;
import io.energyops.storage.ByteRange;
import io.energyops.storage.StorageBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Lays out a program and its read-only inputs in the work folder. */
final class InputLayout {

  private final StorageBackend storage;
  private final ImportRows imports;

  InputLayout(StorageBackend storage, ImportRows imports) {
    this.storage = storage;
    this.imports = imports;
  }

  /** Returns the program's file. */
  Path lay(Path work, Program program, Map<String, InputSource> inputs) {
    try {
      Path inputFolder = Files.createDirectory(work.resolve(RunFolders.INPUTS));
      Files.createDirectory(work.resolve(RunFolders.OUTPUTS));
      for (Map.Entry<String, InputSource> input : inputs.entrySet()) {
        Path file = inputFolder.resolve(input.getKey());
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
          copy(input.getKey(), input.getValue(), out);
        }
        makeReadOnly(file, "r--r--r--");
      }
      makeReadOnly(inputFolder, "r-xr-xr-x");
      Path file = work.resolve(program.fileName());
      try (InputStream in = storage.open(program.content(), ByteRange.all())) {
        Files.copy(in, file);
      }
      return file;
    } catch (IOException e) {
      throw new EnergyOpsException(
          ErrorCode.EXECUTION_NOT_STARTED,
          "The program or an input could not be laid out in " + work + ": " + e.getMessage(),
          e);
    }
  }

  private static void makeReadOnly(Path path, String mode) throws IOException {
    if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    } else if (Files.isRegularFile(path)) {
      // On Windows the mark of a folder means something else and keeps nobody out.
      Files.setAttribute(path, "dos:readonly", true);
    }
  }

  private void copy(String name, InputSource source, OutputStream out) throws IOException {
    if (source instanceof InputSource.OfImport ofImport) {
      imports.writeCsv(ofImport.id(), out);
    } else if (source instanceof InputSource.OfStored stored) {
      try (InputStream in = storage.open(stored.key(), ByteRange.all())) {
        in.transferTo(out);
      }
    } else if (source instanceof InputSource.OfFile ofFile) {
      if (!Files.isRegularFile(ofFile.file(), LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException("input " + name + ": " + ofFile.file() + " is no regular file");
      }
      Files.copy(ofFile.file(), out);
    } else if (source instanceof InputSource.OfBytes bytes) {
      out.write(bytes.content().bytes());
    }
  }
}
