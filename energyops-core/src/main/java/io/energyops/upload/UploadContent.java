package io.energyops.upload;

import java.io.IOException;
import java.io.InputStream;

/** Content of an upload that can be read from its beginning more than once. */
@FunctionalInterface
public interface UploadContent {

  /**
   * Opens the content from its beginning.
   *
   * @return a new stream, closed by the one who asked for it
   * @throws IOException when the content cannot be read
   */
  InputStream open() throws IOException;
}
