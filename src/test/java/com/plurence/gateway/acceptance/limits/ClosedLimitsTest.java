package com.plurence.gateway.acceptance.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits that nobody can check, where nothing is to pass without. */
final class ClosedLimitsTest {
  @Test
  void nothingThatIsLimitedPassesWhileLimitsCannotBeChecked() {
    try (GatewayUnderTest gateway =
        GatewayUnderTest.startWithDemoModels(
            "shared_state: { url: \"redis://127.0.0.1:1\" }",
            "limits: { away: closed, models: { m1: { rpm: 10 } } }")) {
      for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
        VersionedClient client = VersionedClient.of(gateway.outside(), gateway.port(), version);

        Answer limited = chat(client, "m1");
        Answer free = chat(client, "m2");

        assertThat(limited.status()).isEqualTo(500);
        assertThat(limited.text()).contains(ErrorCode.LIMITS_UNAVAILABLE.id());
        assertThat(limited.header("retry-after")).isEqualTo("1");
        assertThat(limited.header("x-should-retry")).isEqualTo("true");
        assertThat(limited.header("ratelimit-policy")).isEqualTo("\"model-rpm\";q=10;w=60");
        assertThat(limited.header("ratelimit")).isEmpty();
        assertThat(free.status()).isEqualTo(200);
      }
      assertThat(gateway.metric("plurence_limits_decisions_total{decision=\"unavailable\""))
          .isEqualTo(2);
    }
  }

  private static Answer chat(VersionedClient client, String model) {
    return client.post("/v1/chat/completions", GatewayUnderTest.chatBody(model, false), Map.of());
  }
}
