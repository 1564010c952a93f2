package com.plurence.gateway.acceptance.process;

import static com.plurence.gateway.testing.Outcome.done;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What is seen of a gateway that stops while it is still at work. */
final class DrainTest {
  private static final String PATIENT =
      """
      listeners: { gateway: { port: 0 }, management: { port: 0 }, ops: { port: 0 } }
      shutdown: { pause: 0s, drain: 20s }
      """;

  @Test
  void theOperatorSeesItLiveButNotReadyUntilTheLastStreamHasEnded() throws Exception {
    GatewayUnderTest gateway = GatewayUnderTest.start(PATIENT);
    RawClient client = stalledStream(gateway);

    Future<Void> stopped = gateway.stop();

    await().until(() -> !accepts(gateway.port("gateway")));
    RawClient.Answer ready = get(gateway, "/readyz");
    assertThat(ready.status()).isEqualTo(503);
    Contract.isError(ready, ErrorCode.NOT_READY);
    assertThat(get(gateway, "/livez").status()).isEqualTo(200);
    assertThat(stopped.isComplete()).isFalse();
    client.close();
    done(stopped);
  }

  /** Whoever connects is answered, until nobody can connect. */
  @Test
  void noConnectionIsAcceptedAndThenReset() throws Exception {
    GatewayUnderTest gateway = GatewayUnderTest.start(PATIENT);
    Queue<Object> answers = new ConcurrentLinkedQueue<>();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread client = new Thread(() -> askUntilRefused(gateway.port("gateway"), answers));
      client.start();
      clients.add(client);
    }
    await().until(() -> answers.size() > 100);

    Future<Void> stopped = gateway.stop();

    for (Thread client : clients) {
      client.join();
    }
    done(stopped);
    long resets = answers.stream().filter(IOException.class::isInstance).count();
    assertThat(answers).filteredOn(answer -> !(answer instanceof IOException)).containsOnly(200);
    // What the kernel has taken in the instant of the close can't be saved: one of each client.
    assertThat(resets).isLessThanOrEqualTo(clients.size());
  }

  private static void askUntilRefused(int port, Queue<Object> answers) {
    while (true) {
      try {
        answers.add(RawClient.send(port, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").status());
      } catch (ConnectException refused) {
        return;
      } catch (IOException reset) {
        answers.add(reset);
      }
    }
  }

  private static RawClient stalledStream(GatewayUnderTest gateway) throws Exception {
    String body = GatewayUnderTest.chatBody("demo-chat", true);
    RawClient client =
        new RawClient(gateway.port("gateway"))
            .write(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json"
                    + "\r\nX-Demo-Fault: stall\r\nX-Demo-Fault-After: 1\r\nX-Api-Key: "
                    + GatewayUnderTest.KEY
                    + "\r\nContent-Length: "
                    + body.getBytes(ISO_8859_1).length
                    + "\r\n\r\n"
                    + body);
    assertThat(client.readHead().status()).isEqualTo(200);
    return client;
  }

  private static boolean accepts(int port) {
    try {
      new RawClient(port).close();
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static RawClient.Answer get(GatewayUnderTest gateway, String path) throws Exception {
    return RawClient.send(gateway.port("ops"), "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }
}
