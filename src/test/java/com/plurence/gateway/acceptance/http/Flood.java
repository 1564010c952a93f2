package com.plurence.gateway.acceptance.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A provider that streams as fast as it is read, and knows how much it has handed to its socket.
 */
final class Flood implements Closeable {
  private static final int SEND_BUFFER = 64 * 1024;
  private static final String PADDING = "a".repeat(120);

  private final ServerSocket server;
  private final int chunks;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong written = new AtomicLong();

  Flood(int chunks) throws IOException {
    this.chunks = chunks;
    server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Bytes of events that are written; at most one event more is half written. */
  long written() {
    return written.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> stream(socket));
      }
    } catch (IOException closed) {
      threads.shutdown();
    }
  }

  private void stream(Socket socket) {
    try (socket) {
      readRequest(socket.getInputStream());
      socket.setSendBufferSize(SEND_BUFFER);
      OutputStream out = socket.getOutputStream();
      out.write(
          "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < chunks; i++) {
        byte[] event = event(i);
        out.write(event);
        written.addAndGet(event.length);
      }
      out.write("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException left) {
      // the gateway has no use for the rest
    }
  }

  /** The event of that number; all are about as long. */
  static byte[] event(int number) {
    return """
    data: {"padding":"%s","choices":[{"index":0,"delta":{"content":"%d "}}]}

    """
        .formatted(PADDING, number)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Requests of tests end so. */
  private static void readRequest(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (!request.toString().endsWith("}]}")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      request.append((char) next);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
