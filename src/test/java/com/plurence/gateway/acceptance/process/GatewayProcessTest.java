package com.plurence.gateway.acceptance.process;

import static com.plurence.gateway.testing.client.Requests.CHAT;
import static com.plurence.gateway.testing.client.Requests.chatBody;
import static com.plurence.gateway.testing.client.Requests.head;
import static com.plurence.gateway.testing.client.Requests.postAs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.OwnProcess;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.RawClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From start to end, as an operator sees it: output, signals and exit statuses. */
final class GatewayProcessTest {
  private static final Map<String, String> KEY =
      Map.of("PLURENCE_BOOTSTRAP_API_KEY", GatewayUnderTest.KEY);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void configure() throws IOException {
    file = directory.resolve("gateway.yaml");
    configure("");
  }

  @Test
  void theFirstStartWritesAKeyThatWorksToAFileAndNothingButJsonToTheLog() throws Exception {
    Path keyFile = directory.resolve("first-api-key");
    Files.writeString(keyFile, "of a store that is gone, and readable by everybody");
    String key;
    try (OwnProcess first = start(Map.of())) {
      int port = first.port("gateway");
      key = Files.readString(keyFile).strip();
      RawClient.Answer answer = chat(port, key, "demo-chat");
      String requestId = answer.header("x-request-id").orElseThrow();

      assertThat(key).startsWith("plr_live_");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
          .isEqualTo("rw-------");
      assertThat(answer.status()).isEqualTo(200);
      JsonObject line = new JsonObject(first.line(requestId));
      assertThat(line.getString("level")).isEqualTo("INFO");
      assertThat(line.getString("model")).isEqualTo("demo-chat");
      assertThat(line.getString("target")).isEqualTo("demo/demo-chat");
      assertThat(line.getInteger("status")).isEqualTo(200);
      first.signal("TERM");
      assertThat(first.exit()).isZero();
      assertThat(first.lines()).allSatisfy(said -> assertThat(new JsonObject(said)).isNotNull());
      assertThat(first.lines().toString()).contains(keyFile.toString()).doesNotContain(key);
      JsonObject ready = new JsonObject(first.line("plurence-gateway ready"));
      assertThat(ready.getString("message")).isEqualTo("plurence-gateway ready");
      assertThat(ready.getString("gateway")).isEqualTo("http://127.0.0.1:" + port);
      assertThat(ready.getMap()).containsKeys("time", "level", "logger", "management", "ops");
    }

    Files.delete(keyFile);
    try (OwnProcess second = start(KEY)) {
      int port = second.port("gateway");

      assertThat(chat(port, key, "demo-chat").status()).isEqualTo(200);
      Contract.isError(chat(port, GatewayUnderTest.KEY, "demo-chat"), ErrorCode.KEY_INVALID);
      assertThat(second.find("api key for project")).isEmpty();
      second.interrupt();
      assertThat(second.exit()).isZero();
    }
    assertThat(keyFile).doesNotExist();
  }

  @Test
  void onATerminalTheFirstKeyIsPrintedOnce() throws Exception {
    try (OwnProcess first = start(Map.of("PLURENCE_LOG", "text"))) {
      int port = first.port("gateway");
      String key = first.line("api key for project default: plr_live_").split(": ", 2)[1];

      assertThat(chat(port, key, "demo-chat").status()).isEqualTo(200);
      assertThat(first.line("plurence-gateway ready"))
          .matches(
              "plurence-gateway ready gateway=http://\\S+ management=http://\\S+ ops=http://\\S+");
      assertThat(directory.resolve("first-api-key")).doesNotExist();
      first.signal("TERM");
      assertThat(first.exit()).isZero();
      assertThat(first.lines().stream().filter(said -> said.contains(key))).hasSize(1);
    }
  }

  @Test
  void onSigtermTheStreamInFlightIsFinishedBeforeTheEnd() throws Exception {
    configure("shutdown: { pause: 1s, drain: 60s }");
    try (OwnProcess gateway = start(KEY);
        RawClient client = new RawClient(gateway.port("gateway"))) {
      int port = gateway.port("gateway");
      client.write(stream("x-demo-chunks: 30", "x-demo-interval: 100"));
      assertThat(client.readHead().status()).isEqualTo(200);

      gateway.signal("TERM");

      await().atMost(PATIENCE).until(() -> status(gateway.port("ops"), "/readyz") == 503);
      await().atMost(PATIENCE).until(() -> !accepts(port));
      String rest = new String(client.readAll(), StandardCharsets.UTF_8);
      assertThat(rest).contains("\"30 \"").contains("data: [DONE]");
      assertThat(gateway.exit()).isZero();
    }
  }

  @Test
  void aSecondSigtermEndsItAtOnce() throws Exception {
    try (OwnProcess gateway = start(KEY);
        RawClient client = new RawClient(gateway.port("gateway"))) {
      client.write(stream("x-demo-chunks: 1000", "x-demo-interval: 100")).readHead();
      gateway.signal("TERM");
      gateway.line("stopping");

      gateway.signal("TERM");

      assertThat(gateway.exit()).isEqualTo(143);
    }
  }

  @Test
  void modelsFollowTheFileAndAMistakeInItChangesNothing() throws Exception {
    try (OwnProcess gateway = start(KEY)) {
      int port = gateway.port("gateway");
      Contract.isError(chat(port, GatewayUnderTest.KEY, "new"), ErrorCode.MODEL_NOT_FOUND);

      configure("models: { new: { targets: [ { provider: demo } ] } }");
      gateway.signal("HUP");
      await().atMost(PATIENCE).until(() -> chat(port, GatewayUnderTest.KEY, "new").status() == 200);
      configure("models: { newer: { targets: [ { provider: nobody } ] } }");
      gateway.signal("HUP");

      assertThat(gateway.line("configuration not taken"))
          .contains("models.newer.targets[0].provider");
      assertThat(chat(port, GatewayUnderTest.KEY, "new").status()).isEqualTo(200);
      assertThat(gateway.isAlive()).isTrue();
    }
  }

  @Test
  void limitsFollowTheFileAndWhatCannotIsNamed() throws Exception {
    try (OwnProcess gateway = start(KEY)) {
      int port = gateway.port("gateway");
      assertThat(chat(port, GatewayUnderTest.KEY, "demo-chat").status()).isEqualTo(200);

      configure("limits_http: { body: 10B, connections: 7 }");
      gateway.signal("HUP");

      assertThat(gateway.line("some changes wait for the next start"))
          .contains("limits_http.connections")
          .doesNotContain("limits_http.body");
      Contract.isError(chat(port, GatewayUnderTest.KEY, "demo-chat"), ErrorCode.BODY_TOO_LARGE);
    }
  }

  @Test
  void inTextALineIsTheGatewaysWhateverAClientSays() throws Exception {
    configure("proxies: { trusted: [10.0.0.0/8] }");
    try (OwnProcess gateway =
        OwnProcess.start(
            Map.of("PLURENCE_BOOTSTRAP_API_KEY", GatewayUnderTest.KEY, "PLURENCE_LOG", "text"),
            "--config",
            file.toString())) {
      RawClient.Answer answer =
          chat(gateway.port("gateway"), GatewayUnderTest.KEY, "m\\nERROR forged\\u001b[31m");

      Contract.isError(answer, ErrorCode.MODEL_NOT_FOUND);
      assertThat(gateway.line(answer.header("x-request-id").orElseThrow()))
          .contains("model=\"m\\nERROR forged\\u{1b}[31m\"", "status=404");
    }
  }

  @Test
  void aPortThatIsTakenEndsTheStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configure("", taken.getLocalPort());
      try (OwnProcess gateway = start(KEY)) {
        assertThat(gateway.exit()).isEqualTo(1);
        assertThat(gateway.lines().toString())
            .contains(Integer.toString(taken.getLocalPort()))
            .doesNotContain("plurence-gateway ready", "stack_trace", GatewayUnderTest.KEY);
      }
    }
  }

  @Test
  void checkSaysWhatWouldBeStartedOrWhatIsWrong() throws Exception {
    try (OwnProcess good = OwnProcess.start(KEY, "--config", file.toString(), "--check")) {
      assertThat(good.exit()).isZero();
      assertThat(good.lines().toString())
          .contains("demo-chat")
          .doesNotContain(GatewayUnderTest.KEY);
    }
    configure("limits_http: { body: much, bdoy: 1MiB }\nerrors: { sdk_alias: perhaps }");
    try (OwnProcess bad = OwnProcess.start(KEY, "--config", file.toString(), "--check")) {
      assertThat(bad.exit()).isEqualTo(2);
      assertThat(bad.lines().toString())
          .contains("limits_http.body", "limits_http.bdoy", "errors.sdk_alias", file.toString());
    }
  }

  @Test
  void helpNamesEveryOption() throws Exception {
    try (OwnProcess help = OwnProcess.start(Map.of(), "--help")) {
      assertThat(help.exit()).isZero();
      assertThat(help.lines().toString()).contains("--config FILE", "--check", "projects|keys");
    }
  }

  private OwnProcess start(Map<String, String> environment) throws IOException {
    return OwnProcess.start(environment, "--config", file.toString());
  }

  private void configure(String settings) throws IOException {
    configure(settings, 0);
  }

  private void configure(String settings, int port) throws IOException {
    String models =
        settings.startsWith("models:")
            ? ""
            : "models: { demo-chat: { targets: [ { provider: demo } ] } }";
    Files.writeString(
        file,
        String.join(
            "\n",
            List.of(
                "listeners:",
                "  gateway: { host: 127.0.0.1, port: %d }".formatted(port),
                "  management: { host: 127.0.0.1, port: 0 }",
                "  ops: { host: 127.0.0.1, port: 0 }",
                "store: { url: 'h2:%s' }".formatted(directory.resolve("store")),
                "providers: { demo: { kind: demo } }",
                models,
                settings,
                "")));
  }

  private static RawClient.Answer chat(int port, String key, String model) throws IOException {
    return RawClient.send(port, postAs(key, CHAT, chatBody(model, false)));
  }

  private static String stream(String... script) {
    return postAs(GatewayUnderTest.KEY, CHAT, chatBody("demo-chat", true), script);
  }

  private static int status(int port, String path) throws IOException {
    return RawClient.send(port, head("GET " + path)).status();
  }

  private static boolean accepts(int port) {
    try (RawClient client = new RawClient(port)) {
      return client != null;
    } catch (IOException refused) {
      return false;
    }
  }
}
