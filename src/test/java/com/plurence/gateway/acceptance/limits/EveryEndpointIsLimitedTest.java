package com.plurence.gateway.acceptance.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No endpoint leads around the limits: whatever reaches a provider is refused by a limit of 0. */
final class EveryEndpointIsLimitedTest {
  /** Whatever any of them demands. */
  private static final String JSON =
      """
      {"model":"m","max_tokens":5,"input":"Hi","prompt":"Hi","query":"Hi","documents":["Hi"],\
      "voice":"alloy","messages":[{"role":"user","content":"Hi"}]}\
      """;

  private static final String FORM =
      """
      --xyzzy
      Content-Disposition: form-data; name="model"

      m
      --xyzzy
      Content-Disposition: form-data; name="file"; filename="a.mp3"
      Content-Type: audio/mpeg

      sound
      --xyzzy--
      """
          .replace("\n", "\r\n");

  @Test
  void nothingReachesAProviderPastTheLimits() {
    try (GatewayUnderTest gateway =
        GatewayUnderTest.startWithDemoModels("limits: { project: { rpm: 0 } }")) {
      VersionedClient client =
          VersionedClient.of(gateway.outside(), gateway.port(), HttpVersion.HTTP_1_1);
      List<String> paths = pathsForApplications(gateway);
      assertThat(paths).hasSizeGreaterThan(10).contains("/v1/chat/completions", "/v1/messages");

      for (String path : paths) {
        isRefused(path, client.post(path, JSON, Map.of()));
        if (path.matches(".*/(edits|variations|transcriptions|translations)")) {
          String type = "multipart/form-data; boundary=xyzzy";
          isRefused(path, client.post(path, Buffer.buffer(FORM), Map.of("content-type", type)));
        }
      }

      assertThat(gateway.demo().journal().requests()).isZero();
    }
  }

  /** A test elsewhere holds the document to the endpoints that there are. */
  private static List<String> pathsForApplications(GatewayUnderTest gateway) {
    JsonObject paths =
        ApiClient.of(gateway.outside(), gateway.port())
            .get("/v1/openapi.json")
            .json()
            .getJsonObject("paths");
    return paths.fieldNames().stream()
        .filter(path -> paths.getJsonObject(path).containsKey("post"))
        .filter(path -> paths.getJsonObject(path).getJsonObject("post").encode().contains("apiKey"))
        .toList();
  }

  private static void isRefused(String path, Answer answer) {
    assertThat(answer.status()).as("%s %s", path, answer.text()).isEqualTo(429);
    assertThat(answer.text())
        .contains(
            ErrorCode.LIMIT_RPM.id(), "The project's limit of requests per minute was reached");
    assertThat(answer.header("retry-after")).isEqualTo("60");
  }
}
