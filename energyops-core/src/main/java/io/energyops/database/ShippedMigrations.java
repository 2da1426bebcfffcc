package io.energyops.database;

import io.energyops.database.MigrationFiles.MigrationFile;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Gives Flyway the shipped scripts by name. Its own search lists folders of the class path, and a
 * fat jar without entries for folders has none: it then finds nothing and says nothing.
 */
final class ShippedMigrations implements ResourceProvider {

  private final List<LoadableResource> scripts;

  ShippedMigrations(Dialect dialect) {
    scripts = MigrationFiles.of(dialect).stream().<LoadableResource>map(Script::new).toList();
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return scripts.stream()
        .filter(script -> script.getFilename().equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return scripts.stream()
        .filter(script -> script.getFilename().startsWith(prefix))
        .filter(script -> Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith))
        .toList();
  }

  private static final class Script extends LoadableResource {

    private final MigrationFile file;

    Script(MigrationFile file) {
      this.file = file;
    }

    @Override
    public Reader read() {
      return new StringReader(file.text());
    }

    @Override
    public String getAbsolutePath() {
      return file.script();
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return file.script();
    }

    @Override
    public String getFilename() {
      return file.script();
    }

    @Override
    public String getRelativePath() {
      return file.script();
    }
  }
}
