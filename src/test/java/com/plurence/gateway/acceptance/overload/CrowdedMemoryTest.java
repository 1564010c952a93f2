package com.plurence.gateway.acceptance.overload;

import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chatBody;
import static com.plurence.gateway.testing.client.Requests.head;
import static com.plurence.gateway.testing.client.Requests.postAs;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.OwnProcess;
import com.plurence.gateway.testing.client.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process with a small heap, and far more sent to it at once than that heap could hold. */
@Timeout(180)
final class CrowdedMemoryTest {
  private static final int MIB = 1024 * 1024;
  private static final String OVERLOADED = "DAT000020";

  @TempDir private Path directory;
  private final ExecutorService crowd = Executors.newCachedThreadPool();
  private OwnProcess gateway;
  private int port;

  @BeforeEach
  void start() throws IOException {
    gateway =
        GatewayUnderTest.with(
                "timeouts_http: { write: 2s }",
                "store: { url: 'h2:%s' }".formatted(directory.resolve("store")))
            .startProcess("128m", directory);
    port = gateway.port("gateway");
  }

  @AfterEach
  void stop() {
    crowd.shutdownNow();
    gateway.close();
  }

  @Test
  void largeBodiesAndAnswersAndThoseWhoReadNothingLeaveItAliveForOthers() throws Exception {
    List<Future<String>> large = new ArrayList<>();
    CountDownLatch over = new CountDownLatch(1);
    byte[] picture = picture(8 * MIB);
    for (int i = 0; i < 24; i++) {
      large.add(crowd.submit(() -> outcome(picture)));
    }
    byte[] longAnswer = ask("x-demo-size: " + 16 * MIB);
    for (int i = 0; i < 10; i++) {
      large.add(crowd.submit(() -> outcome(longAnswer)));
    }
    for (int i = 0; i < 30; i++) {
      crowd.execute(() -> readNothing(longAnswer, over));
    }

    List<String> small = new ArrayList<>();
    while (!large.stream().allMatch(Future::isDone)) {
      small.add(outcome(ask("x-demo-size: 100")));
      assertThat(RawClient.send(gateway.port("ops"), head("GET /livez")).status()).isEqualTo(200);
    }
    over.countDown();

    for (Future<String> outcome : large) {
      assertThat(outcome.get(1, SECONDS)).isIn("200", OVERLOADED);
    }
    assertThat(large).extracting(Future::get).contains("200");
    assertThat(small).isNotEmpty().containsOnly("200");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> metrics().contains("plurence_overload_held 0.0"));
    assertThat(outcome(picture)).isEqualTo("200");
    assertThat(gateway.isAlive()).isTrue();
  }

  private String metrics() throws IOException {
    return RawClient.send(gateway.port("ops"), head("GET /metrics")).text();
  }

  private static byte[] ask(String script) {
    return postAs(GatewayUnderTest.KEY, CHAT, chatBody("demo-chat", false), script)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] picture(int bytes) {
    String body =
        """
        {"model":"demo-chat","messages":[{"role":"user","content":[{"type":"image_url",\
        "image_url":{"url":"data:image/png;base64,%s"}}]}]}\
        """
            .formatted("A".repeat(bytes));
    return postAs(GatewayUnderTest.KEY, CHAT, body).getBytes(StandardCharsets.US_ASCII);
  }

  /** The status of a good answer, or the id of its error. */
  private String outcome(byte[] request) throws IOException {
    try (RawClient client = new RawClient(port)) {
      boolean whole = wrote(client, request);
      RawClient.Answer answer = client.read();
      return answer.status() == 200 && whole
          ? "200"
          : answer.text().replaceAll("(?s).*\"error_id\":\"(\\w+)\".*", "$1");
    }
  }

  /** A gateway that has answered does not take the rest. */
  private static boolean wrote(RawClient client, byte[] request) {
    try {
      client.write(request);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private void readNothing(byte[] request, CountDownLatch over) {
    try (RawClient client = new RawClient(port)) {
      client.write(request);
      over.await();
    } catch (IOException | InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
