package com.plurence.gateway.acceptance.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.VersionedClient;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a client is told whose limits do not let its request pass. Each row has a model of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusalsTest {
  private static final String CHAT = "/v1/chat/completions";

  private final Map<HttpVersion, VersionedClient> clients = new EnumMap<>(HttpVersion.class);
  private GatewayUnderTest gateway;

  @BeforeAll
  void start() {
    gateway =
        GatewayUnderTest.with(
                """
                limits:
                  models:
                    m1: { rpm: 1 }
                    m2: { rpm: 1 }
                    m3: { tpm: 60 }
                    m4: { tpm: 60 }
                    m5: { rpd: 1 }
                    m6: { rpd: 1 }
                    m7: { tokens_per_month: 60 }
                    m8: { tokens_per_month: 60 }
                    m9: { concurrency: 0 }
                    m10: { concurrency: 0 }
                    m11: { rpm: 0, tpm: 0 }
                    m12: { rpm: 0, rpd: 0 }
                    m13: { tpm: 5 }
                    m14: { tokens_per_month: 5 }
                """)
            .demoModels()
            .start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  /** Of the two that a model lets pass one has passed; of a limit of 0 none does. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          m1,  HTTP_1_1, LIMIT_RPM,              rpm,              60
          m2,  HTTP_2,   LIMIT_RPM,              rpm,              60
          m3,  HTTP_1_1, LIMIT_TPM,              tpm,              60
          m4,  HTTP_2,   LIMIT_TPM,              tpm,              60
          m5,  HTTP_1_1, LIMIT_RPD,              rpd,              86400
          m6,  HTTP_2,   LIMIT_RPD,              rpd,              86400
          m7,  HTTP_1_1, QUOTA_TOKENS_PER_MONTH, tokens_per_month, 2678400
          m8,  HTTP_2,   QUOTA_TOKENS_PER_MONTH, tokens_per_month, 2678400
          m9,  HTTP_1_1, LIMIT_CONCURRENCY,      concurrency,      1
          m10, HTTP_2,   LIMIT_CONCURRENCY,      concurrency,      1
          m11, HTTP_1_1, LIMIT_RPM,              rpm,              60
          m12, HTTP_2,   LIMIT_RPD,              rpd,              86400
          """)
  void aRefusalNamesItsLimitAndItsWait(
      String model, HttpVersion version, ErrorCode kind, String dimension, long longest) {
    VersionedClient client = client(version);
    String body = GatewayUnderTest.chatBody(model, false);
    client.post(CHAT, body, Map.of("x-demo-size", "400"));

    VersionedClient.Answer refused = client.post(CHAT, body, Map.of());

    JsonObject error = isError(refused, kind);
    assertThat(error.getString("message")).isEqualTo(kind.message().formatted("model"));
    long wait = Long.parseLong(refused.header("retry-after"));
    assertThat(wait).isBetween(1L, longest);
    assertThat(refused.header("x-should-retry")).isEqualTo(Boolean.toString(wait <= 60));
    assertThat(refused.header("ratelimit-policy")).contains("\"model-" + dimension + "\";q=");
    assertThat(refused.header("ratelimit")).contains("\"model-" + dimension + "\";r=0;t=" + wait);
    assertThat(refused.header("x-plurence-attempts")).isEmpty();
    assertThat(
            gateway.metric(
                "plurence_limits_decisions_total{decision=\"refused\",dimension=\"%s\",scope=\"model\"}"
                    .formatted(dimension)))
        .isPositive();
  }

  @ParameterizedTest
  @CsvSource({"m13, HTTP_1_1", "m14, HTTP_2"})
  void whatCanNeverFitIsNoMatterOfWaiting(String model, HttpVersion version) {
    VersionedClient.Answer refused =
        client(version).post(CHAT, GatewayUnderTest.chatBody(model, false), Map.of());

    JsonObject error = isError(refused, ErrorCode.LARGER_THAN_LIMIT);
    assertThat(error.getString("message"))
        .matches("The request needs about \\d+ tokens, more than the limit of 5");
    assertThat(refused.header("x-should-retry")).isEqualTo("false");
    assertThat(refused.header("retry-after")).isEmpty();
    assertThat(refused.header("ratelimit-policy")).startsWith("\"model-");
    assertThat(refused.header("ratelimit")).isEmpty();
  }

  private VersionedClient client(HttpVersion version) {
    return clients.computeIfAbsent(
        version, v -> VersionedClient.of(gateway.outside(), gateway.port(), v));
  }

  private static JsonObject isError(VersionedClient.Answer answer, ErrorCode kind) {
    JsonObject error =
        Contract.isError(
            answer.status(),
            name -> Optional.ofNullable(answer.headers().get(name)),
            answer.text());
    assertThat(error.getString("error_id")).as("%s", error).isEqualTo(kind.id());
    return error;
  }
}
