package com.plurence.gateway.testing.client;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP/1.1 client that sends whatever bytes it is given and reads answers without judging them.
 */
public final class RawClient implements Closeable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  /**
   * Connects to {@code port} on the loopback; a read that takes longer than twenty seconds fails.
   */
  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** Sends {@code request} on a connection of its own and reads one response. */
  public static Answer send(int port, String request) throws IOException {
    try (RawClient client = new RawClient(port)) {
      return client.write(request).read();
    }
  }

  public RawClient write(String bytes) throws IOException {
    return write(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawClient write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** One whole response: its body is read by length, by chunks, or to the end of the connection. */
  public Answer read() throws IOException {
    InputStream in = socket.getInputStream();
    String head = readHead(in);
    Answer bare = new Answer(head, new byte[0]);
    if (bare.header("transfer-encoding").isPresent()) {
      return new Answer(head, readChunks(in));
    }
    Optional<String> length = bare.header("content-length");
    return new Answer(
        head,
        length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes());
  }

  /** Whether the other side has closed the connection; waits for that or for a byte. */
  public boolean isClosed() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  /** What arrives until the connection ends. */
  public byte[] readAll() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  public InputStream in() throws IOException {
    return socket.getInputStream();
  }

  /** The head of a response alone, up to and without the empty line. */
  public Answer readHead() throws IOException {
    return new Answer(readHead(socket.getInputStream()), new byte[0]);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("connection ended in the head: " + head);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(readLine(in).trim(), 16);
      body.write(in.readNBytes(size));
      readLine(in);
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  /** One answer as it came over the wire. */
  public record Answer(String head, byte[] body) {
    public int status() {
      return Integer.parseInt(head.split(" ", 3)[1]);
    }

    public Optional<String> header(String name) {
      return headers(name).stream().findFirst();
    }

    public List<String> headers(String name) {
      List<String> values = new ArrayList<>();
      for (String line : head.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
          values.add(line.substring(name.length() + 1).strip());
        }
      }
      return values;
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }
}
