package io.energyops.storage.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One request on its way through a {@link FaultProxy}, and what may be done with it. */
final class Exchange implements AutoCloseable {

  private final Socket client;
  private final URI target;
  private final List<String> head;
  private Socket server;

  private Exchange(Socket client, URI target, List<String> head) {
    this.client = client;
    this.target = target;
    this.head = head;
  }

  static Exchange read(Socket client, URI target) throws IOException {
    return new Exchange(client, target, lines(client.getInputStream()));
  }

  /** Method and target. */
  String request() {
    String line = head.get(0);
    return line.substring(0, line.lastIndexOf(' '));
  }

  /** Forgets a header on the way. */
  Exchange without(String name) {
    head.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)));
    return this;
  }

  boolean has(String name) {
    return !header(name).isEmpty();
  }

  /** As a server does that never heard of this parameter. */
  void passWithoutStartAfter() throws IOException {
    head.set(0, head.get(0).replaceAll("start-after=[^& ]*&?", ""));
    pass();
  }

  void pass() throws IOException {
    Thread up = sending();
    connect().getInputStream().transferTo(client.getOutputStream());
    await(up);
  }

  /** Answers in the server's place when the request is read to its end. */
  void answer(int status, String body, String... headers) throws IOException {
    body();
    answerEarly(status, body, headers);
  }

  /** Answers in the server's place without looking at the body. */
  void answerEarly(int status, String body, String... headers) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder answer = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    Arrays.asList(headers).forEach(header -> answer.append(header).append("\r\n"));
    answer.append("Content-Type: application/xml\r\nConnection: close\r\nContent-Length: ");
    answer.append(bytes.length).append("\r\n\r\n");
    OutputStream out = client.getOutputStream();
    out.write(answer.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(bytes);
    out.flush();
  }

  /** Breaks off before the server hears of it. */
  void drop() {
    // Closing is enough.
  }

  /** Hands on a part of the body and breaks off. */
  void dropAfter(int bytes) throws IOException {
    OutputStream out = connect().getOutputStream();
    writeHead(out);
    continueIfAsked();
    out.write(client.getInputStream().readNBytes(bytes));
    out.flush();
  }

  /** Lets the server do it, and never tells. */
  void loseAnswer() throws IOException {
    Thread up = sending();
    relayContinue();
    server.getInputStream().transferTo(OutputStream.nullOutputStream());
    await(up);
  }

  /** Breaks off in the answer's body. */
  void truncate(int bytes) throws IOException {
    Thread up = sending();
    InputStream in = connect().getInputStream();
    writeLines(client.getOutputStream(), lines(in));
    client.getOutputStream().write(in.readNBytes(bytes));
    client.getOutputStream().flush();
    await(up);
  }

  /** Changes one byte of the answer's body. */
  void damage() throws IOException {
    Thread up = sending();
    InputStream in = connect().getInputStream();
    writeLines(client.getOutputStream(), lines(in));
    client.getOutputStream().write(in.read() ^ 1);
    in.transferTo(client.getOutputStream());
    await(up);
  }

  /** Takes the request and falls silent until the client gives up. */
  void fallSilent() throws IOException {
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private Socket connect() throws IOException {
    if (server == null) {
      server = new Socket(target.getHost(), target.getPort());
    }
    return server;
  }

  private Thread sending() throws IOException {
    OutputStream out = connect().getOutputStream();
    Thread thread =
        new Thread(
            () -> {
              try {
                writeHead(out);
                copy(client.getInputStream(), out, bodyLength());
              } catch (IOException gone) {
                // The other side hears of it by the end of its stream.
              }
            },
            "proxied body");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void body() throws IOException {
    continueIfAsked();
    copy(client.getInputStream(), OutputStream.nullOutputStream(), bodyLength());
  }

  private void continueIfAsked() throws IOException {
    if (has("expect")) {
      relayContinue();
    }
  }

  private void relayContinue() throws IOException {
    if (has("expect")) {
      client
          .getOutputStream()
          .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      client.getOutputStream().flush();
    }
  }

  private void writeHead(OutputStream out) throws IOException {
    List<String> lines = new ArrayList<>(head);
    lines.removeIf(line -> line.toLowerCase(Locale.ROOT).startsWith("connection:"));
    lines.add("Connection: close");
    writeLines(out, lines);
  }

  private long bodyLength() {
    String length = header("content-length");
    return length.isEmpty() ? 0 : Long.parseLong(length);
  }

  private String header(String name) {
    return head.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    for (long left = length; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new EOFException();
      }
      out.write(buffer, 0, n);
      left -= n;
    }
    out.flush();
  }

  private static void await(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> lines(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      if (b == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        line.reset();
        if (text.isEmpty()) {
          return lines;
        }
        lines.add(text);
      } else {
        line.write(b);
      }
    }
  }

  private static void writeLines(OutputStream out, List<String> lines) throws IOException {
    String text = String.join("\r\n", lines) + "\r\n\r\n";
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
