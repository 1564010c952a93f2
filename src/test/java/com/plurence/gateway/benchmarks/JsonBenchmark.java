package com.plurence.gateway.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.plurence.gateway.dialect.DocumentReader;
import com.plurence.gateway.dialect.EventKind;
import com.plurence.gateway.dialect.EventReader;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ResponseFacts;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.openai.OpenAiProvider;
import com.plurence.gateway.dialect.openai.request.OpenAiRequestScan;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading requests, answers and events, beside a tree of the same request. A long text of 1 MiB in
 * 600 us is 1.75 GB/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBenchmark {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final int DEPTH = 64;

  private final Buffer ordinary = chat("Tell me of the sea. ".repeat(42));
  private final byte[] ordinaryBytes = ordinary.getBytes();
  private final Buffer longText = chat("Tell me of the sea. ".repeat(52_428));
  private final Buffer longRussian = chat("Расскажи мне о море. ".repeat(27_594));
  private final Buffer longEscaped = chat("line\\nof \\\"text\\\" ".repeat(61_680));
  private final Buffer answer =
      Buffer.buffer(
          "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
              + "x".repeat(300)
              + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,"
              + "\"completion_tokens\":12,\"total_tokens\":21,\"prompt_tokens_details\":"
              + "{\"cached_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}}");
  private final byte[] event =
      """
      {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4o-mini",\
      "system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":" sea"},\
      "logprobs":null,"finish_reason":null}]}\
      """
          .getBytes(StandardCharsets.UTF_8);
  private final ProviderDialect openai = new OpenAiProvider();
  private final EventReader events = openai.events(Operation.CHAT);

  @Benchmark
  public ScannedRequest requestOf1KiB() {
    return scan(ordinary);
  }

  @Benchmark
  public JsonNode requestOf1KiBAsTree() throws IOException {
    return JACKSON.readTree(ordinaryBytes);
  }

  @Benchmark
  public ScannedRequest requestOf1MiB() {
    return scan(longText);
  }

  @Benchmark
  public ScannedRequest requestOf1MiBInRussian() {
    return scan(longRussian);
  }

  @Benchmark
  public ScannedRequest requestOf1MiBWithManyEscapes() {
    return scan(longEscaped);
  }

  @Benchmark
  public ResponseFacts answer() {
    DocumentReader scan = openai.document(Operation.CHAT);
    scan.feed(answer);
    return scan.finish();
  }

  @Benchmark
  public EventKind event() {
    return events.read(event, 0, event.length);
  }

  private static ScannedRequest scan(Buffer body) {
    RequestScan scan = new OpenAiRequestScan(Operation.CHAT, DEPTH);
    scan.feed(body);
    return scan.finish();
  }

  private static Buffer chat(String text) {
    return Buffer.buffer(
        "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
            + "{\"role\":\"user\",\"content\":\""
            + text
            + "\"}],\"temperature\":0.7,\"max_tokens\":256,\"stream\":true}");
  }
}
