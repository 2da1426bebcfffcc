package io.energyops.s3server;

import com.adobe.testing.s3mock.S3MockApplication;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Main class of the server's process: says its port on standard output, and ends with its standard
 * input, so that it does not outlive the JVM that started it, however that ends.
 */
public final class S3ServerProcess {

  static final String READY = "ready ";

  private S3ServerProcess() {}

  /**
   * Runs the server until the standard input ends.
   *
   * @param arguments handed on to the server
   * @throws IOException when the standard input cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    // Whatever the server logs goes where the starter's own errors go.
    System.setOut(System.err);
    S3MockApplication server = S3MockApplication.start(arguments);
    answers.println(READY + port(server));
    answers.flush();
    System.in.transferTo(OutputStream.nullOutputStream());
    // An exit in order: the server then removes its temporary folder.
    System.exit(0);
  }

  /** The server's makers would rather see it in a container, which not every machine has. */
  @SuppressWarnings("deprecation")
  private static int port(S3MockApplication server) {
    return server.getPort();
  }
}
