package com.plurence.gateway.acceptance.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the headers of responses say of limits, to clients of every dialect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitHeadersTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String POLICY =
      "\"project-rpm\";q=6000;w=60, \"project-concurrency\";q=500;qu=\"concurrent-requests\","
          + " \"key-rpd\";q=90000;w=86400";
  private static final List<String> OF_THE_MOMENT =
      List.of(
          "ratelimit",
          "x-ratelimit-limit-requests",
          "x-ratelimit-remaining-requests",
          "x-ratelimit-reset-requests",
          "x-ratelimit-limit-tokens",
          "x-ratelimit-remaining-tokens",
          "x-ratelimit-reset-tokens",
          "anthropic-ratelimit-requests-limit",
          "anthropic-ratelimit-tokens-remaining");

  private final Map<HttpVersion, VersionedClient> clients = new EnumMap<>(HttpVersion.class);
  private GatewayUnderTest gateway;

  @BeforeAll
  void start() {
    gateway =
        GatewayUnderTest.with(
                """
                cors: { origins: [ "https://app.example" ] }
                limits:
                  account: { rpm: 7000, tpm: 8000000 }
                  project: { rpm: 6000, concurrency: 500 }
                  key: { rpd: 90000 }
                  models:
                    m1: { rpm: 50, tpm: 40000, rpd: 1000, tokens_per_month: 9000000000000000 }
                    m2: { tpm: 40000 }
                    m3: { tpm: 40000 }
                    m4: { rpm: 50, tpm: 40000 }
                    m5: { rpm: 50, tpm: 40000 }
                """)
            .demoModels()
            .start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void everyResponseTellsWhichLimitsThereAreAndHowTheyStand(HttpVersion version) {
    for (boolean streamed : new boolean[] {false, true}) {
      Answer answer = chat(version, "m1", streamed, Map.of());

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("ratelimit-policy"))
          .matches(
              POLICY
                  + ", \"model-rpm\";q=50;w=60, \"model-tpm\";q=40000;qu=\"tokens\";w=60,"
                  + " \"model-rpd\";q=1000;w=86400,"
                  + " \"model-tokens_per_month\";q=999999999999999;qu=\"tokens\";w=2\\d{6}");
      assertThat(answer.header("ratelimit"))
          .matches(
              "\"project-rpm\";r=\\d+;t=60, \"project-concurrency\";r=499,"
                  + " \"key-rpd\";r=\\d+;t=\\d+, \"model-rpm\";r=4\\d;t=60,"
                  + " \"model-tpm\";r=3\\d{4};t=60, \"model-rpd\";r=99\\d;t=\\d+,"
                  + " \"model-tokens_per_month\";r=999999999999999;t=\\d+");
      assertThat(answer.header("x-ratelimit-limit-requests")).isEqualTo("50");
      assertThat(answer.header("x-ratelimit-remaining-requests")).matches("4\\d");
      assertThat(answer.header("x-ratelimit-reset-requests")).isEqualTo("1m0s");
      assertThat(answer.header("x-ratelimit-limit-tokens")).isEqualTo("40000");
      assertThat(answer.header("x-ratelimit-remaining-tokens")).matches("3\\d{4}");
      assertThat(answer.header("x-ratelimit-reset-tokens")).isEqualTo("1m0s");
      assertThat(answer.header("anthropic-ratelimit-requests-limit")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void theFirstRequestTakesWhatItsBytesSayAndWhatResponsesUsuallyHave(HttpVersion version) {
    String model = version == HttpVersion.HTTP_2 ? "m2" : "m3";
    long input = (GatewayUnderTest.chatBody(model, false).length() * 330L + 999) / 1000;

    Answer answer = chat(version, model, false, Map.of());

    assertThat(answer.header("x-ratelimit-remaining-tokens"))
        .isEqualTo(Long.toString(40_000 - input - 512));
    assertThat(answer.header("x-ratelimit-limit-requests")).isEqualTo("6000");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void sdksOfAnthropicFindTheSameInTheirOwnHeaders(HttpVersion version) {
    Instant before = Instant.now();

    Answer answer =
        client(version)
            .post(
                "/v1/messages",
                "{\"model\":\"m4\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\","
                    + "\"content\":\"Hi\"}]}",
                Map.of());

    assertThat(answer.status()).isEqualTo(200);
    for (String what : List.of("requests", "tokens")) {
      String prefix = "anthropic-ratelimit-" + what;
      assertThat(answer.header(prefix + "-limit"))
          .isEqualTo(answer.header("x-ratelimit-limit-" + what));
      assertThat(answer.header(prefix + "-remaining"))
          .isNotEmpty()
          .isEqualTo(answer.header("x-ratelimit-remaining-" + what));
      assertThat(answer.header(prefix + "-reset")).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}Z");
      assertThat(Duration.between(before, Instant.parse(answer.header(prefix + "-reset"))))
          .isBetween(Duration.ofSeconds(58), Duration.ofSeconds(90));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void errorsTellTheSameAndWhatAProviderSaysOfItsOwnLimitsDoesNotPass(HttpVersion version) {
    Answer failed = chat(version, "m5", false, Map.of("x-demo-status", "400"));
    Answer passed =
        chat(version, "m5", false, Map.of("x-demo-header", "x-ratelimit-limit-requests: 7"));

    assertThat(failed.status()).isEqualTo(400);
    for (Answer answer : List.of(failed, passed)) {
      assertThat(answer.headers().getAll("x-ratelimit-limit-requests")).containsExactly("50");
      assertThat(answer.header("ratelimit")).contains("\"model-rpm\";r=4");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void whatTakesNothingTellsOnlyWhichLimitsThereAre(HttpVersion version) {
    VersionedClient client = client(version);
    String once = "once-" + version;
    chat(version, "m5", false, Map.of("idempotency-key", once));

    Answer replayed = chat(version, "m5", false, Map.of("idempotency-key", once));
    Answer unknown = chat(version, "nobody", false, Map.of());
    Answer broken = client.post(CHAT, "{", Map.of());
    Answer invalid = client.post(CHAT, "{\"model\":\"m5\"}", Map.of());

    assertThat(replayed.header("idempotent-replayed")).isEqualTo("true");
    assertThat(replayed.header("ratelimit-policy")).contains("\"model-rpm\";q=50;w=60");
    for (Answer answer : List.of(replayed, unknown, broken, invalid)) {
      assertThat(answer.header("ratelimit-policy")).startsWith(POLICY);
      for (String name : OF_THE_MOMENT) {
        assertThat(answer.header(name)).as(name).isEmpty();
      }
    }
  }

  @Test
  void whoIsNotLetInIsToldNothing() {
    Answer stranger = chat(HttpVersion.HTTP_1_1, "m1", false, Map.of("x-api-key", "plr_nobody"));

    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.headers().toString()).doesNotContain("ratelimit");
  }

  @Test
  void pagesMayReadThem() {
    Answer answer =
        chat(HttpVersion.HTTP_1_1, "m1", false, Map.of("origin", "https://app.example"));

    assertThat(List.of(answer.header("access-control-expose-headers").split(", ")))
        .contains("ratelimit", "ratelimit-policy", "retry-after", "x-should-retry")
        .containsAll(OF_THE_MOMENT);
  }

  private Answer chat(
      HttpVersion version, String model, boolean streamed, Map<String, String> headers) {
    return client(version).post(CHAT, GatewayUnderTest.chatBody(model, streamed), headers);
  }

  private VersionedClient client(HttpVersion version) {
    return clients.computeIfAbsent(
        version, v -> VersionedClient.of(gateway.outside(), gateway.port(), v));
  }
}
