package com.plurence.gateway.loadtest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx from the machine, if it is there, as a keep-alive reverse proxy without anything else. */
final class NginxProcess implements AutoCloseable {
  private static final int TRIES = 500;

  private final Child child;
  private final URI uri;

  private NginxProcess(Child child, URI uri) {
    this.child = child;
    this.uri = uri;
  }

  static NginxProcess start(Path directory, URI provider, Options options) {
    try {
      Path home = Files.createDirectories(directory.resolve("nginx")).toAbsolutePath();
      int port = freePort();
      Path template = Path.of("loadtest", "nginx.conf");
      String configuration =
          Files.readString(template)
              .replace("@HOME@", home.toString())
              .replace("@PORT@", Integer.toString(port))
              .replace("@WORKERS@", Integer.toString(options.serverProcessorCount()))
              .replace("@PROVIDER@", provider.getAuthority());
      Path file = Files.writeString(home.resolve("nginx.conf"), configuration);
      List<String> command = List.of("nginx", "-p", home.toString(), "-c", file.toString());
      Path log = home.resolve("output.log");
      Child child = Child.start(options.serverProcessors(), log, Map.of(), command);
      for (int i = 0; i < TRIES && !ProcessUse.listeningOn(port).known(); i++) {
        Pause.millis(10);
      }
      return new NginxProcess(child, URI.create("http://127.0.0.1:" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    child.close();
  }
}
