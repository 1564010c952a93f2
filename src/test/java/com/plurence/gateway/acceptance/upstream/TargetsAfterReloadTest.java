package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.demo.DemoProvider;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.GatewayUnderTest.Answer;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a new configuration changes for the targets, and what it leaves as it is. */
final class TargetsAfterReloadTest {
  private static final String CONFIGURATION =
      """
      providers: { one: { base_url: "demo://one", api_key: KEY } }
      upstream: { max_attempts: 1, breaker: { failures: 2, open: 60s } }
      models:
        MODEL: { targets: [ { provider: one, model: same } ] }
      """;

  private GatewayUnderTest gateway;
  private DemoProvider provider;

  @BeforeEach
  void start() {
    gateway = GatewayUnderTest.start(configuration("chat", "first"));
    provider = gateway.demo("one");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void whatIsKnownOfAnUnchangedTargetStaysKnown() throws ConfigException {
    long before = openBreaker();

    reload(configuration("renamed", "first"), "renamed");
    Answer answer = gateway.chat("renamed", false, Map.of());

    assertThat(answer.text()).contains(ErrorCode.NO_HEALTHY_TARGET.id());
    assertThat(provider.journal().requests()).isEqualTo(before);
  }

  @Test
  void aTargetWithAnotherCredentialStartsAfresh() throws ConfigException {
    openBreaker();

    reload(configuration("renamed", "second"), "renamed");
    Answer answer = gateway.chat("renamed", false, Map.of());

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aStreamUnderWayEndsOnTheConfigurationThatItBeganWith() throws ConfigException {
    StreamClient.Call call =
        gateway
            .streams(HttpVersion.HTTP_1_1)
            .chat("chat", true, Map.of("x-demo-chunks", "1", "x-demo-lockstep", "key"));
    until(() -> call.text().contains("\"1 \""));

    reload(configuration("renamed", "second"), "renamed");
    gateway.chat("renamed", false, Map.of());
    provider.step("key");

    until(call::ended);
    assertThat(call.text()).endsWith("data: [DONE]\n\n");
    assertThat(gateway.chat("chat", false, Map.of()).status()).isEqualTo(404);
  }

  /** Each sees the routes before a reload or those behind it, never half of both. */
  @Test
  void requestsAmidReloadsAreAnsweredAllTheSame() throws ConfigException {
    List<StreamClient.Call> calls = new ArrayList<>();
    StreamClient client = gateway.streams(HttpVersion.HTTP_1_1);

    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 5; j++) {
        calls.add(client.chat("chat", false, Map.of()));
      }
      String model = i % 2 == 0 ? "renamed" : "chat";
      gateway.gateway().reconfigure(gateway.config(configuration(model, "key-" + i)));
    }

    until(() -> calls.stream().allMatch(StreamClient.Call::ended));
    assertThat(calls).extracting(StreamClient.Call::status).containsOnly(200, 404);
  }

  private static String configuration(String model, String key) {
    return CONFIGURATION.replace("MODEL", model).replace("KEY", key);
  }

  private long openBreaker() {
    Map<String, String> failing = Map.of("x-demo-status", "500");
    until(
        () ->
            gateway.chat("chat", false, failing).text().contains(ErrorCode.NO_HEALTHY_TARGET.id()));
    return provider.journal().requests();
  }

  private void reload(String yaml, String model) throws ConfigException {
    gateway.gateway().reconfigure(gateway.config(yaml));
    until(
        () ->
            gateway.gateway().targets().stream()
                    .anyMatch(state -> state.target().id().equals("one/same"))
                && gateway.chat(model, false, Map.of("x-demo-times", "0")).status() != 404);
  }
}
