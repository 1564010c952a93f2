package com.plurence.gateway.testing.redis;

import static com.plurence.gateway.testing.Outcome.until;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.testing.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server, ended with the run of the tests. Most share one, each with accounts of its own; a
 * test that harms its server starts another.
 */
public final class TestRedis implements AutoCloseable {
  private final int port;
  private final List<String> settings;
  private Process process;

  private TestRedis(int port, List<String> settings) {
    this.port = port;
    this.settings = settings;
    this.process = launch();
  }

  /** The one that is shared; nobody may stop, freeze or empty it. */
  public static TestRedis shared() {
    return Shared.SERVER;
  }

  /** One for the caller alone, with more settings, such as {@code --requirepass secret}. */
  public static TestRedis start(String... settings) {
    return new TestRedis(freePort(), Arrays.asList(settings));
  }

  /** One for the caller alone that is reached by TLS only. */
  public static TestRedis startWithTls(TestCertificate certificate) {
    int port = freePort();
    return new TestRedis(
        port,
        List.of(
            "--port",
            "0",
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            certificate.certificate().toString(),
            "--tls-key-file",
            certificate.key().toString(),
            "--tls-auth-clients",
            "no"));
  }

  /** The port at which it listens, without TLS unless a setting says so. */
  public int port() {
    return port;
  }

  /** As {@code shared_state.url} names it. */
  public Secret url() {
    return new Secret("redis://127.0.0.1:" + port);
  }

  /** Stops working, without a word to those who are connected. */
  public void freeze() {
    signal("STOP");
  }

  /** Goes on after {@link #freeze}, with all that was sent meanwhile. */
  public void thaw() {
    signal("CONT");
  }

  /** Ends, and forgets everything. */
  public void stop() {
    process.destroyForcibly();
    until(() -> !process.isAlive());
  }

  /** Begins anew at the same port, empty. */
  public void restart() {
    stop();
    process = launch();
  }

  /** Executes one command, on a connection of its own; what the server says, as it says it. */
  public String command(String... words) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(encode(words));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encode(String... words) {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return command.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    stop();
  }

  private void signal(String name) {
    String command = "kill -%s %d".formatted(name, process.pid());
    try {
      Process kill = new ProcessBuilder("sh", "-c", command).start();
      if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new AssertionError(command + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Process launch() {
    List<String> command = new ArrayList<>(List.of(Program.PATH));
    command.addAll(List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", ""));
    command.addAll(settings);
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      until(() -> isOpen() || !started.isAlive());
      if (!started.isAlive()) {
        throw new AssertionError(command + " ended with " + started.exitValue());
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOpen() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Started when it is first needed. */
  private static final class Shared {
    static final TestRedis SERVER = start();
  }

  /** Unpacked when it is first needed. */
  private static final class Program {
    static final String PATH = unpack();

    private static String unpack() {
      try {
        return ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
