package com.plurence.gateway.acceptance.overload;

import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chatBody;
import static com.plurence.gateway.testing.client.Requests.head;
import static com.plurence.gateway.testing.client.Requests.postAs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import com.plurence.gateway.testing.client.VersionedClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten requests in flight at once, of which the last two are for those below a fair share. */
final class FairSlotsTest {
  private static final String[] SLOW = {"x-demo-latency: 60000"};
  private static final String[] SLOW_BATCH = {
    "x-demo-latency: 60000", "x-plurence-priority: batch"
  };

  private static GatewayUnderTest gateway;
  private static String loud;
  private static String quiet;
  private static String critical;
  private static String batch;
  private final List<RawClient> clients = new ArrayList<>();
  private long seenBefore;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels("overload: { in_flight: 10, spare: 0.2 }");
    loud = gateway.newKey(new JsonObject());
    quiet = gateway.newKey(new JsonObject());
    critical = gateway.newKey(limits("priority", "critical"));
    batch = gateway.newKey(limits("priority", "batch"));
  }

  private static JsonObject limits(String name, Object value) {
    return new JsonObject().put("limits", new JsonObject().put(name, value));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** A client that leaves gives its place back. */
  @AfterEach
  void leave() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    await().until(() -> inFlight() == 0);
  }

  private static double inFlight() {
    return gateway.metric("plurence_overload_in_flight");
  }

  private static String ask(String key, String... headers) {
    return postAs(key, CHAT, chatBody("m", false), headers);
  }

  /** Sends a slow request, and waits until it is at the provider, or refused. */
  private boolean begin(String key, String... headers) throws IOException {
    RawClient client = new RawClient(gateway.port()).write(ask(key, headers));
    clients.add(client);
    long before = seenBefore;
    await()
        .until(() -> gateway.demo().journal().requests() > before || client.in().available() > 0);
    boolean admitted = gateway.demo().journal().requests() > before;
    if (admitted) {
      seenBefore = gateway.demo().journal().requests();
    } else {
      isShed(client.read());
    }
    return admitted;
  }

  private int begin(int times, String key, String... headers) throws IOException {
    seenBefore = gateway.demo().journal().requests();
    int admitted = 0;
    for (int i = 0; i < times; i++) {
      admitted += begin(key, headers) ? 1 : 0;
    }
    return admitted;
  }

  private static void isShed(RawClient.Answer answer) {
    Contract.isError(answer, ErrorCode.GATEWAY_OVERLOADED);
    assertThat(answer.header("retry-after")).hasValue("1");
    assertThat(answer.header("x-should-retry")).hasValue("true");
  }

  @Test
  void whoeverHasMoreThanAFairShareLeavesTheSpareSlotsToOthers() throws IOException {
    double shedBefore = gateway.metric(shed("normal"));
    assertThat(begin(1, quiet, SLOW)).isEqualTo(1);

    assertThat(begin(12, loud, SLOW)).isEqualTo(7);
    assertThat(begin(2, quiet, SLOW)).isEqualTo(2);
    assertThat(begin(1, quiet, SLOW)).isZero();

    assertThat(gateway.metric(shed("normal")) - shedBefore).isEqualTo(6);
    for (String path : List.of("/livez", "/readyz", "/v1/models")) {
      RawClient.Answer answer =
          RawClient.send(gateway.port(), head("GET " + path, "x-api-key: " + quiet));
      assertThat(answer.status()).isEqualTo(200);
    }
    assertThat(RawClient.send(gateway.port("management"), head("GET /readyz")).status())
        .isEqualTo(200);
  }

  private static String shed(String priority) {
    return "plurence_overload_shed_total{priority=\"%s\",reason=\"in_flight\"}".formatted(priority);
  }

  @Test
  void aProjectAloneGetsThemAll() throws IOException {
    // The others of this class are forgotten a second after their last request.
    await()
        .until(
            () -> {
              begin(1, loud, SLOW);
              return inFlight() == 10;
            });
  }

  @Test
  void whatCanWaitGetsHalfAndNothingSpareAndSaysSoToNobodyElse() throws IOException {
    assertThat(begin(7, loud, SLOW_BATCH)).isEqualTo(5);
    assertThat(begin(3, quiet, SLOW)).isEqualTo(3);
    assertThat(begin(1, quiet, SLOW_BATCH)).isZero();

    assertThat(gateway.demo().journal().seen())
        .noneMatch(seen -> seen.headers().contains("x-plurence-priority"));
    assertThat(gateway.metric(shed("batch"))).isPositive();
  }

  @Test
  void aRequestCanOnlyLowerItsPriority() throws IOException {
    assertThat(begin(1, quiet, SLOW)).isEqualTo(1);

    int admitted = begin(12, loud, "x-demo-latency: 60000", "x-plurence-priority: critical");

    assertThat(admitted).isEqualTo(7);
  }

  @Test
  void aKeyThatIsCriticalNeverLeavesAnythingToOthers() throws IOException {
    assertThat(begin(1, quiet, SLOW)).isEqualTo(1);

    assertThat(begin(2, critical, SLOW_BATCH)).isEqualTo(2);
    assertThat(begin(9, critical, SLOW)).isEqualTo(7);
  }

  @Test
  void aKeyForWhatCanWaitGetsHalf() throws IOException {
    assertThat(begin(7, batch, SLOW)).isEqualTo(5);
  }

  /** Its limits are announced, and nothing of them is used. */
  @Test
  void takesNothingOfTheLimitsOfAKey() throws IOException {
    String limited = gateway.newKey(limits("rpm", 100));
    assertThat(begin(6, quiet, SLOW)).isEqualTo(6);
    assertThat(begin(4, loud, SLOW)).isEqualTo(4);

    for (int i = 0; i < 3; i++) {
      RawClient.Answer answer = RawClient.send(gateway.port(), ask(limited));
      isShed(answer);
      assertThat(answer.header("ratelimit-policy")).hasValue("\"key-rpm\";q=100;w=60");
      assertThat(answer.header("ratelimit")).isEmpty();
    }

    String now =
        RawClient.send(gateway.port(), head("GET /v1/limits", "x-api-key: " + limited)).text();
    assertThat(new JsonObject(now).getJsonArray("now").getJsonObject(0).getInteger("used"))
        .as(now)
        .isZero();
  }

  @Test
  void aSmallBodyIsDroppedAndALargeOneEndsTheConnection() throws IOException {
    assertThat(begin(6, quiet, SLOW)).isEqualTo(6);
    assertThat(begin(4, loud, SLOW)).isEqualTo(4);
    String small = postAs(loud, CHAT, chatBody("m", false) + " ".repeat(60_000));
    String large = postAs(loud, CHAT, chatBody("m", false) + " ".repeat(70_000));

    try (RawClient client = new RawClient(gateway.port())) {
      for (int i = 0; i < 3; i++) {
        RawClient.Answer answer = client.write(small).read();
        isShed(answer);
        assertThat(answer.header("connection")).isNotEqualTo(Optional.of("close"));
      }
      RawClient.Answer last = client.write(large.substring(0, 2000)).read();
      isShed(last);
      assertThat(last.header("connection")).hasValue("close");
    }
  }

  /** Over HTTP/2 the stream ends alone. */
  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void isToldBeforeTheBodyIsRead(HttpVersion version) throws IOException {
    assertThat(begin(6, quiet, SLOW)).isEqualTo(6);
    assertThat(begin(4, loud, SLOW)).isEqualTo(4);
    VersionedClient client = VersionedClient.of(gateway.outside(), gateway.port(), version);

    for (int i = 0; i < 2; i++) {
      VersionedClient.Answer answer =
          client.begin(
              CHAT,
              Buffer.buffer("{\"model\":"),
              Map.of("content-type", "application/json", "content-length", "100000"));

      Contract.isError(
          answer.status(), name -> Optional.ofNullable(answer.headers().get(name)), answer.text());
      assertThat(answer.text()).contains(ErrorCode.GATEWAY_OVERLOADED.id());
      assertThat(answer.header("retry-after")).isEqualTo("1");
    }
  }
}
