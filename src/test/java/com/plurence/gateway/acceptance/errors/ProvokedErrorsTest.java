package com.plurence.gateway.acceptance.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewaySettings;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of {@link Provocation} gives its error, in the form that the contract has for it. */
final class ProvokedErrorsTest {
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    gateway = Provocation.gateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource(Provocation.class)
  void everyProvocationGivesItsError(Provocation provocation) throws IOException {
    RawClient.Answer answer = RawClient.send(gateway.port(), provocation.request(gateway));

    if (isOfAStream(provocation.expected())) {
      isErrorEvent(answer, provocation.expected());
    } else {
      Contract.isError(answer, provocation.expected());
    }
    assertThat(answer.head() + answer.text())
        .doesNotContain(
            GatewayUnderTest.KEY, GatewaySettings.PROVIDER_KEY, "Exception", ":1/", "/v1");
  }

  private static boolean isOfAStream(ErrorCode code) {
    return code.id().startsWith("DAT0002");
  }

  private static void isErrorEvent(RawClient.Answer answer, ErrorCode expected) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).doesNotContain("[DONE]");
    String[] parts = answer.text().split("event: error\ndata: ", -1);
    assertThat(parts).hasSize(2);
    JsonObject data = new JsonObject(parts[1].strip());
    assertThat(data.getString("error_id")).isEqualTo(expected.id());
    assertThat(data.getInteger("status_code")).isEqualTo(500);
    assertThat(answer.header("x-request-id")).hasValue(data.getString("request_id"));
    assertThat(data.getJsonObject("error").getString("message"))
        .isEqualTo(data.getString("message"));
  }
}
