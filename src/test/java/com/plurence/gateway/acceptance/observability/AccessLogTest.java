package com.plurence.gateway.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the process writes to standard output, from the ready line to the last request. */
final class AccessLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "plr_test_0123456789abcdefghijklmnopqrst";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CONFIGURATION =
      """
      listeners:
        gateway: { host: 127.0.0.1, port: 0 }
        management: { host: 127.0.0.1, port: 0 }
        ops: { host: 127.0.0.1, port: 0 }
      store: { url: "h2:%s" }
      shutdown: { drain: 1s }
      """;

  @TempDir private Path directory;
  private Path output;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    output = directory.resolve("output");
    Path configuration = directory.resolve("gateway.yaml");
    Files.writeString(configuration, CONFIGURATION.formatted(directory.resolve("data")));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=conf/logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            "com.plurence.gateway.Main",
            "--config",
            configuration.toString());
    builder.environment().put("PLURENCE_LOG", "json");
    builder.environment().put("PLURENCE_BOOTSTRAP_API_KEY", KEY);
    process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void everyRequestUpToTheLastBeforeTheEndHasOneLine() throws Exception {
    String gateway = awaitReady();
    String chat =
        """
        {"model":"demo-chat","messages":[{"role":"user","content":"a secret prompt"}]}\
        """;
    List<String> ids = new ArrayList<>();
    ids.add(post(gateway + "/v1/chat/completions", KEY, chat));
    ids.add(post(gateway + "/v1/chat/completions", "plr_test_of_nobody", chat));
    ids.add(post(gateway + "/nowhere", KEY, chat));
    for (String probe : List.of("/livez", "/readyz")) {
      get(gateway + probe); // logged at DEBUG only
    }

    process.destroy();
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(ended).isTrue();
    assertThat(process.exitValue()).isZero();
    Map<String, JsonNode> lines = accessLines();
    assertThat(lines).containsOnlyKeys(ids);
    JsonNode first = lines.getOrDefault(ids.get(0), JSON.missingNode());
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly(
            "time",
            "level",
            "logger",
            "message",
            "request_id",
            "address",
            "method",
            "route",
            "status",
            "key",
            "project",
            "account",
            "model",
            "operation",
            "target",
            "attempts",
            "input_tokens",
            "output_tokens",
            "finish_reason",
            "bytes_in",
            "bytes_out",
            "duration_ms",
            "first_byte_ms");
    assertThat(first.get("status").intValue()).isEqualTo(200);
    assertThat(first.get("model").textValue()).isEqualTo("demo-chat");
    assertThat(first.get("bytes_in").intValue()).isEqualTo(chat.length());
    JsonNode refused = lines.getOrDefault(ids.get(1), JSON.missingNode());
    assertThat(refused.get("status").intValue()).isEqualTo(401);
    assertThat(refused.get("error_id").textValue()).startsWith("DAT02");
    assertThat(refused.get("first_byte_ms").doubleValue()).isPositive();
    assertThat(Files.readString(output)).doesNotContain("a secret prompt", KEY, "of_nobody");
  }

  /** Waking the writer for each line would cost a request more than all else that is ours. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theLinesOfManyRequestsAreWrittenAtOnce() throws Exception {
    int requests = 400;
    String gateway = awaitReady();
    post(gateway + "/nowhere", KEY, "{}");
    long before = writes();

    for (int i = 0; i < requests; i++) {
      post(gateway + "/nowhere", KEY, "{}");
    }
    await().atMost(PATIENCE).until(() -> accessLines().size() == requests + 1);

    assertThat(writes() - before).isLessThan(requests / 2);
  }

  /** How often the thread that writes the log has called {@code write} so far. */
  private long writes() throws IOException {
    try (Stream<Path> threads =
        Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      for (Path thread : threads.toList()) {
        if (Files.readString(thread.resolve("comm")).strip().equals("log-writer")) {
          return Files.readAllLines(thread.resolve("io")).stream()
              .filter(line -> line.startsWith("syscw: "))
              .mapToLong(line -> Long.parseLong(line.substring("syscw: ".length())))
              .sum();
        }
      }
    }
    throw new AssertionError("no thread writes the log");
  }

  private String awaitReady() throws IOException {
    await().atMost(PATIENCE).until(() -> Files.readString(output).contains("gateway ready"));
    for (String line : Files.readAllLines(output)) {
      if (line.contains("gateway ready")) {
        return JSON.readTree(line).get("gateway").textValue();
      }
    }
    throw new AssertionError("no ready line");
  }

  private static void get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    assertThat(status).isEqualTo(200);
  }

  private static String post(String url, String key, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("x-api-key", key)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient()
        .send(request, BodyHandlers.ofString())
        .headers()
        .firstValue("x-request-id")
        .orElseThrow();
  }

  /** By the id of the request. */
  private Map<String, JsonNode> accessLines() throws IOException {
    Map<String, JsonNode> lines = new HashMap<>();
    for (String text : Files.readAllLines(output)) {
      if (text.startsWith("{") && text.contains("\"logger\":\"access\"")) {
        JsonNode line = JSON.readTree(text);
        lines.put(line.get("request_id").textValue(), line);
      }
    }
    return lines;
  }
}
