package com.plurence.gateway.acceptance.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the many models behind one pattern have in common, and what they have not. */
final class ManyModelsTest {
  private static final Map<String, String> LIMITED =
      Map.of("x-demo-status", "429", "x-demo-header", "Retry-After: 30", "x-demo-on", "one");

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers:
              one: { base_url: "demo://one" }
              two: { base_url: "demo://two" }
            models:
              "many/*": { targets: [ { provider: one, model: "*" }, { provider: two, model: "*", priority: 2 } ] }
              "h1/*": { targets: [ { provider: one, model: same }, { provider: two, model: same, priority: 2 } ] }
              "h2/*": { targets: [ { provider: one, model: same }, { provider: two, model: same, priority: 2 } ] }
            """);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void theLimitOfOneLeavesTheOthersAlone(HttpVersion version) {
    VersionedClient client = client(version);
    ask(client, "many/busy-" + version, LIMITED);

    Answer same = ask(client, "many/busy-" + version, Map.of());
    Answer other = ask(client, "many/idle-" + version, Map.of());

    assertThat(same.header("x-plurence-target")).startsWith("two/");
    assertThat(other.header("x-plurence-target")).startsWith("one/");
    assertThat(same.status()).isEqualTo(other.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void theLimitOfAModelWithManyNamesIsThatOfAllOfThem(HttpVersion version) {
    VersionedClient client = client(version);
    String pattern = version == HttpVersion.HTTP_2 ? "h2/" : "h1/";
    ask(client, pattern + "busy", LIMITED);

    Answer other = ask(client, pattern + "idle", Map.of());

    assertThat(other.header("x-plurence-target")).isEqualTo("two/same");
  }

  private static VersionedClient client(HttpVersion version) {
    return VersionedClient.of(gateway.outside(), gateway.port(), version);
  }

  private static Answer ask(VersionedClient client, String model, Map<String, String> script) {
    return client.post("/v1/chat/completions", GatewayUnderTest.chatBody(model, false), script);
  }
}
