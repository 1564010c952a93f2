package com.plurence.gateway.loadtest.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A proxy that does nothing else, in front of the provider, for the gateway to be held against. */
final class PeerProcess implements AutoCloseable {
  private static final int TRIES = 500;

  private final Child child;
  private final URI uri;

  private PeerProcess(Child child, int port) {
    this.child = child;
    this.uri = URI.create("http://127.0.0.1:" + port);
    for (int i = 0; i < TRIES && !ProcessUse.listeningOn(port).known(); i++) {
      Pause.millis(10);
    }
  }

  /** nginx from the machine, if it is there, with keep-alive on both sides. */
  static PeerProcess nginx(Path directory, URI provider, Options options) {
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
      return start(home.resolve("output.log"), port, command, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The reverse proxy of Vert.x, with the heap and the options of the gateway. */
  static PeerProcess vertx(Path directory, URI provider, Options options) {
    try {
      int port = freePort();
      List<String> command = new ArrayList<>(List.of(options.java()));
      command.addAll(GatewayProcess.javaOptions(options.java()));
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(PlainProxy.class.getName(), Integer.toString(port)));
      command.addAll(List.of(provider.getHost(), Integer.toString(provider.getPort())));
      return start(directory.resolve("vertx-proxy.log"), port, command, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PeerProcess start(Path log, int port, List<String> command, Options options) {
    return new PeerProcess(Child.start(options.serverProcessors(), log, Map.of(), command), port);
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
