package io.energyops.it.sandbox;

import static org.awaitility.Awaitility.await;

import io.energyops.sandbox.RunningScript;
import io.energyops.sandbox.SandboxExecutor;
import io.energyops.sandbox.SandboxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What hostile scripts go for: secrets that only this JVM may read, servers on this host, another
 * sandbox that runs. Each gives a canary that is to be found nowhere else.
 */
final class AttackedHost implements AutoCloseable {

  private final String canary = "CANARY-" + UUID.randomUUID();
  private final Path open;
  private final Path data;
  private final Path victims;
  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final ServerSocketChannel unix;
  private final Process abstractServer;
  private final SandboxExecutor sandbox;

  // Scripts run beside each other, and each looks at the host when it ends.
  private volatile RunningScript neighbour;
  private volatile Path neighbourWork;
  private final Map<Path, String> before;
  private final ReentrantLock looking = new ReentrantLock();
  private final List<Thread> servers = new ArrayList<>();

  /**
   * Begins.
   *
   * @param open a folder that every user may enter
   * @param data the data directory
   * @param sandbox runs the neighbour
   */
  AttackedHost(Path open, Path data, SandboxExecutor sandbox, Path interpreter) throws IOException {
    this.open = open;
    this.data = data;
    write(data.resolve("secret.txt"), "rw-------");
    write(open.resolve("readable.txt"), "rw-r--r--");
    this.victims = Files.createDirectory(open.resolve("victims"));
    Files.setPosixFilePermissions(victims, PosixFilePermissions.fromString("rwxrwxrwx"));
    write(victims.resolve("victim.txt"), "rw-rw-rw-");
    this.before = contents(victims);
    this.tcp = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    this.udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    this.unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    unix.bind(UnixDomainSocketAddress.of(open.resolve("server.sock")));
    Files.setPosixFilePermissions(
        open.resolve("server.sock"), PosixFilePermissions.fromString("rwxrwxrwx"));
    serve();
    this.abstractServer = abstractServer(interpreter);
    this.sandbox = sandbox;
    startNeighbour();
  }

  private void startNeighbour() throws IOException {
    Path script =
        Files.writeString(
            open.resolve("neighbour.py"),
            """
            import os, time
            with open('secret.txt', 'w') as file:
                file.write(os.environ['NEIGHBOUR_SECRET'])
            print(os.getcwd())
            time.sleep(600)
            """);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    neighbour =
        sandbox.executeScript(
            script,
            List.of(),
            SandboxOptions.builder()
                .environment(Map.of("NEIGHBOUR_SECRET", canary))
                .grace(Duration.ZERO)
                .wallTime(Duration.ofMinutes(30))
                .output((stream, time, bytes) -> said.writeBytes(bytes))
                .build());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> said.toString(StandardCharsets.UTF_8).endsWith("\n"));
    neighbourWork = Path.of(said.toString(StandardCharsets.UTF_8).strip());
  }

  String canary() {
    return canary;
  }

  /** What the scripts are told about this host. */
  String facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("hostPid", ProcessHandle.current().pid());
    facts.put("hostWork", data.toString());
    facts.put("hostSecretFile", data.resolve("secret.txt").toString());
    facts.put("worldReadableFile", open.resolve("readable.txt").toString());
    facts.put("neighbourPid", neighbour.pid().orElseThrow());
    facts.put("neighbourWork", neighbourWork.toString());
    facts.put("port", tcp.getLocalPort());
    facts.put("udpPort", udp.getLocalPort());
    facts.put("unixSocket", open.resolve("server.sock").toString());
    facts.put("abstractSocket", canary.substring(7));
    facts.put("victimDir", victims.toString());
    facts.put("victimFile", victims.resolve("victim.txt").toString());
    facts.put("cpuPercent", 50);
    StringBuilder json = new StringBuilder("{");
    facts.forEach(
        (name, value) ->
            json.append(json.length() == 1 ? "" : ", ")
                .append('"')
                .append(name)
                .append("\": ")
                .append(value instanceof Number ? value : "\"" + value + "\""));
    return json.append(", \"hostNamespaces\": {\"pid\": \"")
        .append(namespace("pid"))
        .append("\", \"uts\": \"")
        .append(namespace("uts"))
        .append("\"}}")
        .toString();
  }

  private static String namespace(String kind) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What has been done to the host; it is mended for the next. */
  List<String> damage() {
    looking.lock();
    try {
      return found();
    } finally {
      looking.unlock();
    }
  }

  private List<String> found() {
    List<String> damage = new ArrayList<>();
    Map<Path, String> now = contents(victims);
    if (!now.equals(before)) {
      damage.add("the victim's folder has changed: " + now.keySet());
      mend(now);
    }
    if (neighbour.completion().isDone()) {
      damage.add("the neighbour was ended: " + neighbour.completion().join());
      restartNeighbour();
    } else if (!read(neighbourWork.resolve("secret.txt")).equals(canary)) {
      damage.add("the neighbour's file was changed");
      neighbour.close();
      restartNeighbour();
    }
    return damage;
  }

  @Override
  public void close() throws IOException {
    neighbour.close();
    tcp.close();
    udp.close();
    unix.close();
    abstractServer.destroyForcibly();
    servers.forEach(Thread::interrupt);
  }

  private void serve() {
    server(
        "tcp",
        () -> {
          try (Socket caller = tcp.accept()) {
            caller.getOutputStream().write(canary.getBytes(StandardCharsets.UTF_8));
          }
        });
    server(
        "udp",
        () -> {
          DatagramPacket packet = new DatagramPacket(new byte[100], 100);
          udp.receive(packet);
          packet.setData(canary.getBytes(StandardCharsets.UTF_8));
          udp.send(packet);
        });
    server(
        "unix",
        () -> {
          try (SocketChannel caller = unix.accept()) {
            caller.write(ByteBuffer.wrap(canary.getBytes(StandardCharsets.UTF_8)));
          }
        });
  }

  /** One answer of a server. */
  private interface Answer {
    void give() throws IOException;
  }

  private void server(String name, Answer answer) {
    Thread thread =
        new Thread(
            () -> {
              while (tcp.isBound() && !tcp.isClosed()) {
                try {
                  answer.give();
                } catch (IOException e) {
                  if (tcp.isClosed()) {
                    return;
                  }
                }
              }
            },
            "attacked-" + name);
    thread.setDaemon(true);
    thread.start();
    servers.add(thread);
  }

  /** Java has no names of this kind. */
  private Process abstractServer(Path interpreter) throws IOException {
    Process server =
        new ProcessBuilder(
                interpreter.toString(),
                "-c",
                """
                import socket, sys
                server = socket.socket(socket.AF_UNIX)
                server.bind('\\0' + sys.argv[1][7:])
                server.listen()
                print('on', flush=True)
                while True:
                    with server.accept()[0] as caller:
                        caller.sendall(sys.argv[1].encode())
                """,
                canary)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    server.getInputStream().read();
    return server;
  }

  private void write(Path file, String mode) throws IOException {
    Files.writeString(file, canary);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private void restartNeighbour() {
    try {
      startNeighbour();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void mend(Map<Path, String> now) {
    try {
      for (Path path : now.keySet()) {
        if (!before.containsKey(path)) {
          Files.deleteIfExists(path);
        }
      }
      write(victims.resolve("victim.txt"), "rw-rw-rw-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Path, String> contents(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      Map<Path, String> found = new TreeMap<>();
      all.filter(path -> !path.equals(folder)).forEach(path -> found.put(path, read(path)));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path path) {
    try {
      return Files.isRegularFile(path) && Files.size(path) < 1000
          ? Files.readString(path)
          : "other";
    } catch (IOException e) {
      return "unreadable";
    }
  }
}
