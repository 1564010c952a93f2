package com.plurence.gateway.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.GatewaySettings;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What holds for every response, whatever was asked. */
final class Judge {
  /** Traces of the inside: classes, packages, stacks, files. */
  private static final Pattern DETAIL =
      Pattern.compile(
          "Exception|Throwable|\\.java\\b|\\bat [a-z]+\\.[a-z]+\\.|io\\.(vertx|netty)"
              + "|java\\.(lang|util|io|net)|com\\.(plurence|fasterxml)|/(work|tmp|root|home|usr)/"
              + "|127\\.0\\.0\\.1|localhost");

  private Judge() {}

  /**
   * Checks one whole response.
   *
   * @param headers values by name in lower case
   */
  static void check(int status, Map<String, List<String>> headers, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    String all = headers + text;
    assertThat(all).doesNotContain(GatewaySettings.PROVIDER_KEY, GatewayUnderTest.KEY);
    if (status >= 400) {
      JsonObject told = new JsonObject(text);
      if (!headers.containsKey("request-id")) {
        told.remove("error"); // garbage may hold a bearer token, whose bearers get this, too
      }
      Contract.isError(status, name -> one(headers, name), told.encode());
      assertThat(headers.get("content-length")).containsExactly(Integer.toString(body.length));
      assertThat(DETAIL.matcher(all).find()).as("a detail in %s", all).isFalse();
    }
  }

  private static Optional<String> one(Map<String, List<String>> headers, String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    assertThat(values).as(name).hasSizeLessThan(2);
    return values.stream().findFirst();
  }
}
