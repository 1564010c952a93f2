package com.plurence.gateway.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sees every byte and how the connection ended. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MS = 5_000;

  private final Socket socket = new Socket();

  private RawClient() {}

  /** How a connection went on: what came, and what came after that. */
  record Received(String text, End end) {
    String head() {
      return text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")));
    }

    String body() {
      int end = text.indexOf("\r\n\r\n");
      return end < 0 ? "" : text.substring(end + 4);
    }
  }

  enum End {
    CLOSED,
    RESET,
    SILENT
  }

  static RawClient to(DemoProvider demo) throws IOException {
    return to(demo, 0);
  }

  /** A client whose kernel takes few bytes that nobody reads. */
  static RawClient to(DemoProvider demo, int receiveBuffer) throws IOException {
    RawClient client = new RawClient();
    if (receiveBuffer > 0) {
      client.socket.setReceiveBufferSize(receiveBuffer);
    }
    client.socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), demo.port()), PATIENCE_MS);
    client.socket.setSoTimeout(PATIENCE_MS);
    return client;
  }

  /** Posts one chat, with headers as {@code name, value, ...}, and asks to close after it. */
  RawClient chat(boolean stream, String... headers) throws IOException {
    String body =
        "{\"model\":\"m\",\"stream\":"
            + stream
            + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    StringBuilder request =
        new StringBuilder(
            "POST /v1/chat/completions HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    request.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    return send(request.toString());
  }

  RawClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  String readUntil(String end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.UTF_8).endsWith(end)) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("ended after: " + bytes.toString(StandardCharsets.UTF_8));
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Everything until the end, or until nothing more has come for a while. */
  Received readAll(Duration patience) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    End end;
    try {
      InputStream in = socket.getInputStream();
      byte[] some = new byte[8192];
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        bytes.write(some, 0, n);
        socket.setSoTimeout((int) patience.toMillis());
      }
      end = End.CLOSED;
    } catch (SocketTimeoutException e) {
      end = End.SILENT;
    } catch (IOException e) {
      end = End.RESET;
    }
    return new Received(bytes.toString(StandardCharsets.UTF_8), end);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
