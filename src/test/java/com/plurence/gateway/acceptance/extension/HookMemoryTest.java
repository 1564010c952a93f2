package com.plurence.gateway.acceptance.extension;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What hooks are shown are copies, and these count as what they are made of does. */
final class HookMemoryTest {
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start(@TempDir Path jars) throws IOException {
    ExtensionJar.ofExample("guardrail", jars);
    gateway =
        GatewayUnderTest.with(
                "overload: { buffered: 0.02 }",
                "providers: { one: { base_url: \"demo://one\" } }",
                "models: { chat: { targets: [ { provider: one } ] } }")
            .extensions(
                jars,
                "{ name: com.example.guardrail.RedactMail, deadline: 5s, config: { mark: 'x' } }")
            .start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aResponseWithoutRoomForItsCopiesIsRefusedAndNothingStaysHeld(HttpVersion version) {
    long room = (long) (Runtime.getRuntime().maxMemory() * 0.02);

    StreamClient.Call large = chat(version, room / 2);
    StreamClient.Call small = chat(version, 1000);

    until(() -> large.ended() && small.ended());
    assertThat(large.text()).contains(ErrorCode.GATEWAY_OVERLOADED.id());
    assertThat(small.status()).isEqualTo(200);
    until(() -> gateway.metric("plurence_overload_held") == 0);
  }

  private static StreamClient.Call chat(HttpVersion version, long size) {
    return gateway.streams(version).chat("chat", false, Map.of("x-demo-size", Long.toString(size)));
  }
}
