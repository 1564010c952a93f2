package com.plurence.gateway;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.project.Bootstrap;
import com.plurence.gateway.testing.ApiClient;
import com.plurence.gateway.testing.ApiClient.Reply;
import com.plurence.gateway.testing.Configs;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API document against the endpoints that there are, and the page that shows it. */
final class ApiDocumentTest {
  /** On every listener, whatever its table. */
  private static final Set<String> HEALTH = Set.of("GET /livez", "GET /readyz");

  private static Vertx vertx;
  private static Gateway gateway;
  private static JsonObject document;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    gateway = done(Gateway.start(Configs.plain(), Bootstrap.from(Map.of())));
    document = client("management").get("/v1/openapi.json").json();
  }

  @AfterAll
  static void stop() {
    done(gateway.stop());
    done(vertx.close());
  }

  @Test
  void describesEveryEndpointAndNoOther() {
    Set<String> offered =
        Stream.of("gateway", "management")
            .flatMap(listener -> gateway.endpoints(listener).stream())
            .filter(endpoint -> !endpoint.path().startsWith("/explorer"))
            .map(e -> e.method() + " " + e.path().replaceAll(":(\\w+)", "{$1}"))
            .collect(Collectors.toCollection(TreeSet::new));
    offered.addAll(HEALTH);

    assertThat(operations().keySet()).containsExactlyInAnyOrderElementsOf(offered);
  }

  @Test
  void describesTheParametersOfEveryPath() {
    operations()
        .forEach(
            (name, operation) -> {
              Matcher parameter = Pattern.compile("\\{(\\w+)}").matcher(name);
              Set<String> inPath = new TreeSet<>();
              while (parameter.find()) {
                inPath.add(parameter.group(1));
              }
              assertThat(pathParameters(operation)).as(name).isEqualTo(inPath);
            });
  }

  @Test
  void refersToNothingThatIsNotThere() {
    Matcher reference = Pattern.compile("\"\\$ref\":\"#/([^\"]+)\"").matcher(document.encode());
    int found = 0;
    while (reference.find()) {
      found++;
      JsonObject at = document;
      for (String step : reference.group(1).split("/", -1)) {
        assertThat(at.containsKey(step)).as(reference.group()).isTrue();
        at = at.getJsonObject(step);
      }
    }

    assertThat(found).isPositive();
  }

  @Test
  void operationsHaveNamesOfTheirOwnAndAnErrorBody() {
    assertThat(operations().values())
        .extracting(operation -> operation.getString("operationId"))
        .doesNotHaveDuplicates()
        .doesNotContainNull();
    assertThat(operations().values())
        .allSatisfy(
            operation ->
                assertThat(operation.getJsonObject("responses").containsKey("default")).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "management"})
  void isServedOnBothListeners(String listener) {
    Reply reply = client(listener).get("/v1/openapi.json");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json()).isEqualTo(document);
  }

  @ParameterizedTest
  @CsvSource({
    "/explorer, text/html; charset=utf-8, swagger-ui-bundle.js",
    "/explorer/explorer.js, text/javascript, /v1/openapi.json",
    "/explorer/swagger-ui.css, text/css, .swagger-ui",
    "/explorer/swagger-ui-bundle.js, text/javascript, SwaggerUIBundle",
  })
  void thePageHasAllItNeeds(String path, String type, String content) {
    Reply reply = client("management").get(path);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("content-type")).hasValue(type);
    assertThat(reply.header("content-security-policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self'"));
    assertThat(reply.text()).contains(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/explorer/secret", "/explorer/..%2fopenapi", "/explorer/index.html"})
  void thePageHasNothingElse(String path) {
    client("management").get(path).isError(ErrorCode.ROUTE_NOT_FOUND);
  }

  /** Operations by method and path. */
  private static Map<String, JsonObject> operations() {
    return document.getJsonObject("paths").stream()
        .flatMap(
            path ->
                ((JsonObject) path.getValue())
                    .stream()
                        .map(
                            method ->
                                Map.entry(
                                    method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                    (JsonObject) method.getValue())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Set<String> pathParameters(JsonObject operation) {
    Set<String> names = new TreeSet<>();
    if (operation.containsKey("parameters")) {
      for (Object item : operation.getJsonArray("parameters")) {
        JsonObject parameter = (JsonObject) item;
        String reference = parameter.getString("$ref", "");
        JsonObject meant =
            reference.isEmpty()
                ? parameter
                : document
                    .getJsonObject("components")
                    .getJsonObject("parameters")
                    .getJsonObject(reference.replaceAll(".*/", ""));
        if ("path".equals(meant.getString("in"))) {
          names.add(meant.getString("name"));
        }
      }
    }
    return names;
  }

  private static ApiClient client(String listener) {
    return ApiClient.of(vertx, gateway.port(listener));
  }
}
