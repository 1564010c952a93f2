package com.plurence.gateway.acceptance.clients;

import static com.plurence.gateway.testing.client.Requests.chatBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.acceptance.clients.ReferenceClient.CallException;
import com.plurence.gateway.acceptance.clients.ReferenceClient.PermissionException;
import com.plurence.gateway.testing.GatewayUnderTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that was written against the contract alone works. */
final class ReferenceClientTest {
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void itGetsItsCompletion() throws Exception {
    JsonObject completion = client(GatewayUnderTest.KEY).chat(chatBody("m", false));

    assertThat(completion.getJsonArray("choices")).hasSize(1);
  }

  static Stream<String> keysThatDoNotLetIn() {
    return Stream.of(
        "plr_test_wrong",
        gateway.newKey(new JsonObject().put("models", new JsonArray().add("other"))),
        gateway.newKey(new JsonObject().put("endpoints", new JsonArray().add("/v1/embeddings"))));
  }

  @ParameterizedTest
  @MethodSource("keysThatDoNotLetIn")
  void withoutPermissionItSaysSoAndDoesNotTryAgain(String key) {
    ReferenceClient client = client(key);

    assertThatThrownBy(() -> client.chat(chatBody("m", false)))
        .isInstanceOf(PermissionException.class)
        .hasMessageMatching("(UNAUTHORIZED|FORBIDDEN): .+");
    assertThat(client.sleeps()).isEmpty();
  }

  @Test
  void itTriesAgainAfterAFailureOfTheProvider() throws Exception {
    ReferenceClient client = client(GatewayUnderTest.KEY);

    JsonObject completion =
        client.chat(
            chatBody("m1", false), "x-demo-status", "500", "x-demo-times", "4", "x-demo-id", "a");

    assertThat(completion.getJsonArray("choices")).hasSize(1);
    assertThat(client.sleeps()).containsExactly(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-demo-status: 500", "x-demo-status: 503", "x-demo-fault: refuse"})
  void itGivesUpWithCodeAndMessageBeforeItsReadTimeout(String fault) {
    ReferenceClient client = client(GatewayUnderTest.KEY);
    String[] header = fault.split(": ", 2);

    assertThatThrownBy(() -> client.chat(chatBody("m2", false), header[0], header[1]))
        .isInstanceOf(CallException.class)
        .hasMessageMatching("INTERNAL: .+");
    assertThat(client.sleeps())
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void itReportsWhatIsWrongWithItsRequest() {
    ReferenceClient client = client(GatewayUnderTest.KEY);

    assertThatThrownBy(() -> client.chat("{"))
        .isInstanceOf(CallException.class)
        .hasMessageStartingWith("BAD_REQUEST: ");
    assertThatThrownBy(() -> client.chat("{}"))
        .isInstanceOf(CallException.class)
        .hasMessage("VALIDATION_FAILED: Request body failed schema validation");
    assertThatThrownBy(() -> client.chat(chatBody("nope", false)))
        .isInstanceOf(CallException.class)
        .hasMessage("NOT_FOUND: Model not found");
  }

  private static ReferenceClient client(String key) {
    return new ReferenceClient(gateway.port(), key);
  }
}
