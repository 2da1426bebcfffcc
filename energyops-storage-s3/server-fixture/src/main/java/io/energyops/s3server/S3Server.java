package io.energyops.s3server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A running S3 server. It listens on a free port, accepts any credentials, keeps its objects in a
 * temporary folder, and ends with the JVM that started it. Safe for use by many threads.
 */
public final class S3Server implements AutoCloseable {

  private static final String CLASS_PATH = "class-path";

  /** Named by a text: only the other process has their libraries. */
  private static final String FILTERS =
      "io.energyops.s3server.AbortFilter,io.energyops.s3server.AtomicObjectsFilter,"
          + "io.energyops.s3server.ListingFilter";

  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final URI endpoint;

  private S3Server(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** The server that the tests of one JVM share. */
  private static final class Shared {
    static final S3Server SERVER = start();
  }

  /**
   * Returns the server of this JVM, started at the first call. It ends with the JVM: nobody closes
   * it.
   *
   * @return the server, which answers
   */
  public static S3Server shared() {
    return Shared.SERVER;
  }

  /**
   * Starts a server of its own, which takes some seconds.
   *
   * @return the server, which answers; closed by the caller
   */
  public static S3Server start() {
    try {
      Process process =
          new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new S3Server(process, URI.create("http://127.0.0.1:" + port(process)));
    } catch (IOException e) {
      throw new UncheckedIOException("The S3 server did not start", e);
    }
  }

  /**
   * Returns where the server listens.
   *
   * @return an address of the loopback interface, for use in path style
   */
  public URI endpoint() {
    return endpoint;
  }

  /**
   * Makes an empty bucket.
   *
   * @return its name, which was never used before
   */
  public String newBucket() {
    String name = "bucket-" + UUID.randomUUID();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/" + name))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      int status =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new IllegalStateException("The S3 server answered " + status + " to a new bucket");
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a bucket was made", e);
    }
  }

  /** Ends the server; its objects are gone. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> command() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    // Two cores are enough for a server and its tests only when neither takes more than it needs.
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", ownClasses() + System.getProperty("path.separator") + jars()));
    command.add(S3ServerProcess.class.getName());
    command.addAll(
        Arrays.asList(
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--server.ssl.enabled=false",
            "--http.port=0",
            "--spring.main.banner-mode=off",
            "--spring.main.sources=" + FILTERS,
            "--logging.level.root=OFF"));
    return command;
  }

  private static String ownClasses() {
    URI place =
        URI.create(
            S3Server.class.getProtectionDomain().getCodeSource().getLocation().toExternalForm());
    return Path.of(place).toString();
  }

  private static String jars() {
    try (InputStream list = S3Server.class.getResourceAsStream(CLASS_PATH)) {
      if (list == null) {
        throw new IllegalStateException("The build left no class path of the S3 server");
      }
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(Process process) throws IOException {
    BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(S3ServerProcess.READY)) {
        return Integer.parseInt(line.substring(S3ServerProcess.READY.length()));
      }
    }
    throw new IOException("it ended before it was ready");
  }
}
