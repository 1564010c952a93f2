package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
  private static GatewayUnderTest gateway;
  private static JsonObject document;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    gateway = GatewayUnderTest.start();
    document = client("management").get("/v1/openapi.json").json();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(vertx.close());
  }

  @Test
  void describesEveryEndpointAndNoOther() {
    Set<String> offered =
        Stream.of("gateway", "management")
            .flatMap(listener -> gateway.gateway().endpoints(listener).stream())
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

  @Test
  void whatApplicationsCallIsAtTheGatewayListener() {
    document
        .getJsonObject("paths")
        .forEach(
            path -> {
              JsonObject item = (JsonObject) path.getValue();
              boolean forApplications = item.encode().contains("\"apiKey\"");
              assertThat(item.containsKey("servers")).as(path.getKey()).isEqualTo(forApplications);
              assertThat(item.encode().contains("http://localhost:" + gateway.port("gateway")))
                  .isEqualTo(forApplications);
            });
  }

  @Test
  void thePageMayCallTheGatewayListenerAndIsAnswered() throws IOException {
    int page = gateway.port("management");
    int api = gateway.port("gateway");
    String policy =
        client("management").get("/explorer").header("content-security-policy").orElseThrow();
    RawClient.Answer preflight =
        RawClient.send(
            api,
            """
            OPTIONS /v1/chat/completions HTTP/1.1\r
            Host: 127.0.0.1:%d\r
            Origin: http://127.0.0.1:%d\r
            Connection: close\r
            Access-Control-Request-Method: POST\r
            Access-Control-Request-Headers: content-type,x-api-key\r
            \r
            """
                .formatted(api, page));
    RawClient.Answer ofAnother =
        RawClient.send(
            api,
            "GET /livez HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://evil.example:%d\r\nConnection: close\r\n\r\n"
                .formatted(api, page));

    assertThat(policy).endsWith("connect-src 'self' http://127.0.0.1:" + api);
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("access-control-allow-origin"))
        .hasValue("http://127.0.0.1:" + page);
    assertThat(preflight.header("access-control-allow-headers")).hasValue("content-type,x-api-key");
    assertThat(ofAnother.header("access-control-allow-origin")).isEmpty();
  }

  /** A schema without anything in it says nothing to a reader and lets a generator do nothing. */
  @Test
  void noSchemaIsEmpty() {
    assertThat(emptySchemas("", document)).isEmpty();
  }

  private static List<String> emptySchemas(String path, Object value) {
    List<String> found = new ArrayList<>();
    if (value instanceof JsonObject object) {
      object.forEach(
          member -> {
            if (member.getKey().matches("schema|items")
                && member.getValue() instanceof JsonObject schema
                && saysNothing(schema)) {
              found.add(path + "/" + member.getKey());
            }
            found.addAll(emptySchemas(path + "/" + member.getKey(), member.getValue()));
          });
    } else if (value instanceof JsonArray array) {
      array.forEach(item -> found.addAll(emptySchemas(path + "/[]", item)));
    }
    return found;
  }

  private static boolean saysNothing(JsonObject schema) {
    return Set.of("type", "description").containsAll(schema.fieldNames())
        && (!schema.containsKey("type") || "object".equals(schema.getValue("type")));
  }

  /** Whatever a list can be sorted by is what it can be asked for. */
  @Test
  void listsAreSortedByTheFieldsTheyCanBeAskedFor() {
    operations().values().stream()
        .filter(operation -> operation.getString("operationId").startsWith("list"))
        .filter(operation -> operation.containsKey("parameters"))
        .forEach(
            operation -> {
              Map<String, JsonObject> query =
                  operation.getJsonArray("parameters").stream()
                      .map(JsonObject.class::cast)
                      .filter(parameter -> "query".equals(parameter.getString("in")))
                      .collect(Collectors.toMap(p -> p.getString("name"), Function.identity()));
              Set<String> fields = new TreeSet<>(query.keySet());
              fields.removeAll(Set.of("order_asc", "order_desc", "all"));
              for (String order : List.of("order_asc", "order_desc")) {
                JsonObject schema = query.getOrDefault(order, new JsonObject());
                assertThat(schema.getJsonObject("schema").getJsonArray("enum"))
                    .as(operation.getString("operationId"))
                    .containsExactlyInAnyOrderElementsOf(fields);
              }
            });
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
                        .filter(member -> member.getValue() instanceof JsonObject)
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
