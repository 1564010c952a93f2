package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.MessageCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API document says of bodies, against what the gateway takes and answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiSchemasTest {
  private final Vertx vertx = Vertx.vertx();
  private GatewayUnderTest gateway;
  private ApiClient owner;
  private JsonObject signup;
  private JsonObject document;

  @BeforeAll
  void start() {
    gateway = GatewayUnderTest.start();
    ApiClient anyone = ApiClient.of(vertx, gateway.port("management"));
    signup = anyone.signUp("owner@example.com").json();
    owner = anyone.with(signup.getString("access_token"));
    document = anyone.get("/v1/openapi.json").json();
  }

  @AfterAll
  void stop() {
    gateway.close();
    done(vertx.close());
  }

  @Test
  void errorsAreThoseOfTheCatalogue() {
    JsonObject error = properties("Error");

    assertThat(error.getJsonObject("message_code").getJsonArray("enum"))
        .containsExactlyElementsOf(
            Arrays.stream(MessageCode.values()).<Object>map(Enum::name).toList());
    assertThat(ErrorCode.values())
        .allSatisfy(
            code ->
                assertThat(code.id())
                    .matches(error.getJsonObject("error_id").getString("pattern")));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void nothingBeyondALimitIsTaken(String operation, String field, Object tooMuch) {
    String[] methodAndPath = operation.split(" ", 2);

    Reply reply =
        done(
            ApiClient.send(
                owner.request(HttpMethod.valueOf(methodAndPath[0]), pathOfMine(methodAndPath[1])),
                new JsonObject().put("grant_type", "password").put(field, tooMuch)));

    assertThat(reply.isError(ErrorCode.VALIDATION_FAILED).getJsonArray("details"))
        .anyMatch(detail -> ((JsonObject) detail).getString("field").equals(field));
  }

  @Test
  void answersHaveTheMembersTheyAreSaidToHave() {
    String project = "/v1/projects/" + signup.getJsonObject("project").getString("id");
    JsonObject named = new JsonObject().put("name", "shown once");
    Map<String, JsonObject> answers =
        Map.of(
            "Account", signup.getJsonObject("account"),
            "Principal", signup.getJsonObject("principal"),
            "Project", owner.get(project).json(),
            "ApiKey", withoutKey(owner.post(project + "/api-keys", named).json()),
            "ErrorKind", owner.get("/v1/errors").array().getJsonObject(0));

    answers.forEach(
        (schema, answer) ->
            assertThat(answer.fieldNames())
                .as(schema)
                .containsExactlyInAnyOrderElementsOf(properties(schema).fieldNames()));
  }

  /** One row for every limit of a field in a body of the management API. */
  private Stream<Arguments> limits() {
    return document.getJsonObject("paths").stream()
        .filter(path -> path.getKey().matches("/v1/(sign|account|principal|project).*"))
        .flatMap(
            path ->
                ((JsonObject) path.getValue())
                    .stream()
                        .filter(method -> method.getKey().matches("post|patch"))
                        .filter(method -> hasBody((JsonObject) method.getValue()))
                        .flatMap(
                            method ->
                                limits(
                                    method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                    (JsonObject) method.getValue())));
  }

  private static boolean hasBody(JsonObject operation) {
    return operation.containsKey("requestBody");
  }

  private Stream<Arguments> limits(String name, JsonObject operation) {
    String reference =
        operation
            .getJsonObject("requestBody")
            .getJsonObject("content")
            .getJsonObject("application/json")
            .getJsonObject("schema")
            .getString("$ref");
    return properties(reference.replaceAll(".*/", "")).stream()
        .flatMap(
            field ->
                beyond((JsonObject) field.getValue())
                    .map(tooMuch -> Arguments.of(name, field.getKey(), tooMuch)));
  }

  /** Values of a field that lie just beyond its limits. */
  private static Stream<Object> beyond(JsonObject field) {
    Stream<Object> lengths =
        Stream.of(
                field.getInteger("minLength", 0) - 1,
                field.getInteger("maxLength", Integer.MAX_VALUE - 1) + 1)
            .filter(length -> length >= 0 && length < Integer.MAX_VALUE)
            .map("x"::repeat);
    Stream<Object> sizes =
        Stream.of(
                field.getInteger("minItems", 0) - 1,
                field.getInteger("maxItems", Integer.MAX_VALUE - 1) + 1)
            .filter(size -> size >= 0 && size < Integer.MAX_VALUE)
            .map(size -> new JsonArray(IntStream.range(0, size).mapToObj(i -> "x" + i).toList()));
    return Stream.concat(lengths, sizes);
  }

  private String pathOfMine(String path) {
    return path.replace("{accountId}", signup.getJsonObject("account").getString("id"))
        .replace("{principalId}", signup.getJsonObject("principal").getString("id"))
        .replace("{projectId}", signup.getJsonObject("project").getString("id"));
  }

  private JsonObject properties(String schema) {
    return document
        .getJsonObject("components")
        .getJsonObject("schemas")
        .getJsonObject(schema)
        .getJsonObject("properties");
  }

  private static JsonObject withoutKey(JsonObject made) {
    JsonObject copy = made.copy();
    copy.remove("key");
    return copy;
  }
}
