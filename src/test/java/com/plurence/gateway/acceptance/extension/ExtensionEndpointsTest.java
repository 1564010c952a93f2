package com.plurence.gateway.acceptance.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.ExtendedGateway;
import com.plurence.gateway.testing.ExtensionJar;
import com.plurence.gateway.testing.Outcome;
import com.plurence.gateway.testing.RecordedLog;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What extensions add at the edge: endpoints, and callers. */
@VertxTest
final class ExtensionEndpointsTest {
  private static final String FRONT = "{ name: com.example.front.Front, deadline: 5s }";

  @TempDir private static Path directory;
  private static ExtendedGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    ExtensionJar.ofExample("front", directory);
    ExtensionJar.ofExample("exporter", directory);
    gateway = ExtendedGateway.start(directory, FRONT);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void anEndpointAnswersWithItsParameters() {
    RawClient.Answer answer = gateway.send("GET /x/hello/Ann?times=2", "", "x-other: 1");

    JsonObject body = new JsonObject(answer.text());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-request-id")).isPresent();
    assertThat(body.getString("hello")).isEqualTo("Ann");
    assertThat(body.getString("times")).isEqualTo("2");
    assertThat(body.getJsonArray("shown")).contains("x-other").doesNotContain("x-api-key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /x/hello/Ann | wrong | KEY_INVALID",
        "POST /x/hello/Ann | plr_test_0123456789abcdefghijklmnopqrst | METHOD_NOT_ALLOWED_HERE",
        "GET /x/nothing | plr_test_0123456789abcdefghijklmnopqrst | ROUTE_NOT_FOUND",
        "GET /x/broken | plr_test_0123456789abcdefghijklmnopqrst | EXTENSION_FAILED",
        "GET /x/bodiless | plr_test_0123456789abcdefghijklmnopqrst | EXTENSION_FAILED",
        "PATCH /x/echo | plr_test_0123456789abcdefghijklmnopqrst | METHOD_NOT_ALLOWED_HERE",
      })
  void anEndpointHasTheGuardsAndErrorsOfAllOthers(String line, String key, ErrorCode expected)
      throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.gateway().port("gateway"),
            line + " HTTP/1.1\r\nHost: a\r\nx-api-key: " + key + "\r\n\r\n");

    Contract.isError(answer, expected);
    assertThat(answer.text()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"a\": | MALFORMED_JSON", "'{\"a\":1}' | "},
      quoteCharacter = '\'')
  void aBodyIsJsonBeforeAnEndpointSeesIt(String body, ErrorCode expected) {
    RawClient.Answer answer = gateway.send("POST /x/echo", body);

    if (expected == null) {
      assertThat(answer.text()).isEqualTo(body);
    } else {
      Contract.isError(answer, expected);
    }
  }

  @Test
  void anEndpointFailsWithAnErrorOfItsOwn() {
    JsonObject body = Contract.isError(gateway.send("GET /x/missing", ""));

    assertThat(body.getString("error_id")).isEqualTo("DAT039002");
    assertThat(body.getString("message")).isEqualTo("No such thing");
  }

  @Test
  void aBodyThatIsTooLargeOrTooDeepIsRefusedBeforeAnEndpointSeesIt() {
    RawClient.Answer large = gateway.send("POST /x/echo", "[" + " ".repeat(11 << 20) + "]");
    RawClient.Answer deep = gateway.send("POST /x/echo", "[".repeat(65) + "]".repeat(65));

    Contract.isError(large, ErrorCode.BODY_TOO_LARGE);
    Contract.isError(deep, ErrorCode.JSON_TOO_DEEP);
  }

  @Test
  void headOptionsAndNothingToSayAreAnsweredAsByAnyEndpoint() throws IOException {
    RawClient.Answer head = headOf("HEAD /x/hello/Ann");
    RawClient.Answer options = headOf("OPTIONS /x/echo");
    RawClient.Answer done = headOf("DELETE /x/echo");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("content-length")).isNotEqualTo(Optional.of("0"));
    assertThat(options.header("allow")).hasValue("DELETE, OPTIONS, POST");
    assertThat(done.status()).isEqualTo(204);
    assertThat(done.header("content-type")).isEmpty();
    assertThat(done.header("content-length")).isEmpty();
  }

  /** And nothing behind it: what is asked next is answered. */
  private static RawClient.Answer headOf(String methodAndPath) throws IOException {
    try (RawClient client = gateway.connect()) {
      client.write(
          methodAndPath
              + " HTTP/1.1\r\n"
              + "Host: a\r\n"
              + "x-api-key: plr_test_0123456789abcdefghijklmnopqrst\r\n\r\n");
      RawClient.Answer head = client.readHead();
      client.write("GET /x/missing HTTP/1.1\r\nHost: a\r\n\r\n");
      Contract.isError(client.read());
      return head;
    }
  }

  @Test
  void thePathThatSaysMoreOfItselfIsAsked() {
    assertThat(gateway.send("GET /x/hello/me", "").text()).isEqualTo("{\"me\":true}");
  }

  @Test
  void whoeverIsLimitedIsToldWhenToComeBack() {
    RawClient.Answer answer = gateway.send("GET /x/often", "");

    assertThat(Contract.isError(answer).getString("error_id")).isEqualTo("DAT039003");
    assertThat(answer.header("retry-after")).hasValue("1");
  }

  @Test
  void nobodyComesInWithoutAToken() throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.gateway().port("management"), "GET /x/people HTTP/1.1\r\nHost: a\r\n\r\n");

    Contract.isError(answer, ErrorCode.TOKEN_MISSING);
  }

  @Test
  void aPersonIsKnownAtTheManagementListener(Vertx outside) {
    ExtendedGateway managed = ExtendedGateway.start(directory, FRONT);
    ApiClient anyone = ApiClient.of(outside, managed.port("management"));
    ApiClient owner = anyone.signedUp("owner@example.com");

    assertThat(owner.get("/x/people").json().getString("role")).isEqualTo("OWNER");
    anyone.get("/x/people").isError(ErrorCode.TOKEN_MISSING);
    owner.post("/x/people", new JsonObject()).isError(ErrorCode.METHOD_NOT_ALLOWED_HERE);
    managed.close();
  }

  @Test
  void aCallerIsKnownByAHeaderOfTheExtension() throws IOException {
    RawClient.Answer good = asPartner("good");
    RawClient.Answer unknown = asPartner("bad");
    RawClient.Answer broken = asPartner("broken");
    RawClient.Answer nobody = asPartner("nobody");

    assertThat(new JsonObject(good.text()).getString("project")).isEqualTo("partners");
    assertThat(good.text()).doesNotContain("x-partner");
    assertThat(Contract.isError(unknown).getString("error_id")).isEqualTo("DAT029001");
    Contract.isError(broken, ErrorCode.EXTENSION_FAILED);
    Contract.isError(nobody, ErrorCode.EXTENSION_FAILED);
  }

  @Test
  void ofSeveralCredentialsNoneGoesFurther() throws IOException {
    RawClient.Answer answer =
        RawClient.send(
            gateway.gateway().port("gateway"),
            """
            GET /x/hello/you HTTP/1.1\r
            Host: a\r
            x-partner-badge: good\r
            x-partner: good\r
            x-kept: yes\r
            \r
            """);

    assertThat(new JsonObject(answer.text()).getJsonArray("shown"))
        .contains("x-kept")
        .doesNotContain("x-partner", "x-partner-badge");
  }

  private static RawClient.Answer asPartner(String token) throws IOException {
    return RawClient.send(
        gateway.gateway().port("gateway"),
        "GET /x/hello/you HTTP/1.1\r\nHost: a\r\nx-partner: " + token + "\r\n\r\n");
  }

  @Test
  void endpointsComeAndGoWithAReload() {
    try (ExtendedGateway changing = ExtendedGateway.start(directory)) {
      RawClient.Answer before = changing.send("GET /x/later/Ann", "");
      Outcome.done(
          changing
              .gateway()
              .reconfigure(
                  ExtendedGateway.config(
                      directory,
                      "{ name: com.example.front.Front, config: { path: '/x/later/:name' } }")));
      RawClient.Answer between = changing.send("GET /x/later/Ann", "");
      Outcome.done(changing.gateway().reconfigure(ExtendedGateway.config(directory)));
      RawClient.Answer after = changing.send("GET /x/later/Ann", "");

      Contract.isError(before, ErrorCode.ROUTE_NOT_FOUND);
      assertThat(between.status()).isEqualTo(200);
      Contract.isError(after, ErrorCode.ROUTE_NOT_FOUND);
    }
  }

  @Test
  void twoExtensionsCannotHaveTheSameEndpoint() {
    Throwable refusal =
        catchThrowable(
            () ->
                Outcome.done(
                    ExtendedGateway.starting(
                        directory, FRONT, "{ name: com.example.front.Front, order: 1 }")));

    assertThat(refusal)
        .hasMessageContaining("GET /x/hello/:name belongs to com.example.front.Front");
  }

  @Test
  void aReloadThatBringsACollisionChangesNothing() {
    try (ExtendedGateway changing = ExtendedGateway.start(directory, FRONT)) {
      Throwable refusal =
          catchThrowable(
              () ->
                  Outcome.done(
                      changing
                          .gateway()
                          .reconfigure(
                              ExtendedGateway.config(
                                  directory,
                                  FRONT,
                                  "{ name: com.example.front.Front, order: -1,"
                                      + " config: { path: '/x/hello/:other' } }"))));

      assertThat(refusal)
          .hasMessageContaining("GET /x/hello/:other belongs to com.example.front.Front");
      assertThat(changing.send("GET /x/hello/Ann", "").text()).contains("\"hello\":\"Ann\"");
    }
  }

  @Test
  void anExtensionWithAMistakenConfigurationSaysWhichSetting() {
    try (RecordedLog log = RecordedLog.of("com.plurence.gateway");
        ExtendedGateway without =
            ExtendedGateway.start(
                directory, "{ name: com.example.exporter.UsageExporter, required: false }")) {
      assertThat(without.chat("Hi", false).status()).isEqualTo(200);
      assertThat(log.lines()).anyMatch(line -> line.contains("file is missing"));
    }
  }
}
