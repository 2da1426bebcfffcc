package io.energyops.it.classpath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host may shade the library into a jar of its own, below a package of its own. */
class RelocationTest {

  @TempDir Path folder;

  @BeforeEach
  void files() throws Exception {
    HostFiles.writeBeside(folder.resolve("data"));
  }

  @Test
  void the_main_job_works_from_other_packages() throws Exception {
    Path moved = folder.resolve("moved");
    Relocation relocation = new Relocation(moved);
    HostClassPath classPath = HostClassPath.ofTheTests();
    for (Path entry : classPath.ours()) {
      relocation.copy(entry);
    }

    HostClassPath.Ended ended =
        classPath
            .withoutOurs()
            .startingWith(moved)
            .run(
                Relocation.name(HostApplication.class.getName()),
                folder,
                folder.resolve("data").toString(),
                "tell");

    assertEquals(HostClassPathTest.DONE, ended.output(), ended.errors());
  }
}
