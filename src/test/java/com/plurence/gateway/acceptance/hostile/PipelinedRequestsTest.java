package com.plurence.gateway.acceptance.hostile;

import static com.plurence.gateway.acceptance.hostile.HostileHttp2.frame;
import static com.plurence.gateway.testing.client.Requests.head;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.RawClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client does not read bounds what is read of it. */
final class PipelinedRequestsTest {
  private static final int REQUESTS = 1000;
  private static final byte[] GET =
      HostileHttp2.block(
          ":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/v1/errors");

  private static GatewayUnderTest gateway;
  private AccessLines access;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void listen() {
    access = AccessLines.listen();
  }

  @AfterEach
  void close() {
    access.close();
  }

  /** Some megabytes fit into the buffers of the operating system; no more may be answered. */
  @Test
  void pipelinedRequestsWaitUntilTheAnswersBeforeThemAreReadAndNoneIsLost() throws IOException {
    try (Socket client = new Socket()) {
      client.setReceiveBufferSize(4096);
      client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
      byte[] requests = head("GET /v1/errors").repeat(REQUESTS).getBytes(StandardCharsets.US_ASCII);
      Thread writer = new Thread(() -> write(client, requests));
      writer.start();

      assertThat(handledInTheEnd()).isPositive().isLessThan(REQUESTS * 3 / 4);
      assertThat(RawClient.send(gateway.port(), head("GET /livez")).status()).isEqualTo(200);

      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      int read = 0;
      while (read < REQUESTS) {
        // The next head follows the body without a line end.
        read += answers.readLine().endsWith("HTTP/1.1 200 OK") ? 1 : 0;
      }
    }
  }

  private static void write(Socket client, byte[] bytes) {
    try {
      client.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new AssertionError("the gateway has closed", e);
    }
  }

  /** The client grants no byte of any response, which no limit of the sockets bounds. */
  @Test
  void streamsThatWaitForTheirClientAreBoundedOverAllConnections() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      RawClient client = new RawClient(gateway.port());
      clients.add(client);
      client.write(
          Bytes.join(
              HostileHttp2.PREFACE,
              frame(HostileHttp2.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0})));
      for (int stream = 1; stream < 200; stream += 2) {
        client.write(get(stream));
      }
    }

    assertThat(handledInTheEnd() + open(clients)).isLessThan(1500);
    assertThat(RawClient.send(gateway.port(), head("GET /livez")).status()).isEqualTo(200);
    for (RawClient client : clients) {
      client.close();
    }
  }

  private static byte[] get(int stream) {
    return frame(
        HostileHttp2.HEADERS, HostileHttp2.END_HEADERS | HostileHttp2.END_STREAM, stream, GET);
  }

  /** Heads of responses that have come, whose bodies wait. */
  private static int open(List<RawClient> clients) throws IOException {
    int heads = 0;
    for (RawClient client : clients) {
      Http2Witness witness = new Http2Witness();
      witness.read(client.in().readNBytes(client.in().available()));
      heads += witness.open();
    }
    return heads;
  }

  /** How many requests were answered when nothing happens any more. */
  private int handledInTheEnd() {
    AtomicInteger last = new AtomicInteger(-1);
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(60))
        .until(() -> last.getAndSet(access.count()) == access.count());
    return last.get();
  }
}
