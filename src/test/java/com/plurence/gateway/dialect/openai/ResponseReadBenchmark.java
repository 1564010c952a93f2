package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.EventKind;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ResponseFacts;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The scanner beside Jackson's streaming parser, on events and documents as providers send them.
 * {@code src/docs/decisions} has what came of it; {@code -prof gc} shows what they allocate.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResponseReadBenchmark {
  /** What is read. */
  public enum Kind {
    TOKEN("\"content\":\" sea\"", ""),
    CYRILLIC("\"content\":\"Расскажи мне о море, о ветре и о кораблях\"", ""),
    CALL(
        "\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":"
            + "{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Paris\\\"}\"}}]",
        ""),
    USAGE(
        "",
        ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12,\"total_tokens\":21,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":0}}"),
    PICTURE(
        "\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
            + "iVBORw0KGgoAAAANSUhEUg".repeat(12_000)
            + "\"}}]",
        "");

    private final String delta;
    private final String usage;

    Kind(String delta, String usage) {
      this.delta = delta;
      this.usage = usage;
    }

    private byte[] event() {
      return """
      {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"gpt-4o-mini",\
      "system_fingerprint":"fp_1","choices":[{"index":0,"delta":{%s},"logprobs":null,\
      "finish_reason":null}]%s}\
      """
          .formatted(delta, usage)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  @Param public Kind kind = Kind.TOKEN;

  private final EventScan scan = new EventScan();
  private final JacksonReader jackson = new JacksonReader();
  private byte[] bytes = {};
  private Buffer buffer = Buffer.buffer();

  @Setup
  public void take() {
    bytes = kind.event();
    buffer = Buffer.buffer(bytes);
    if (event() != eventByJackson()) {
      throw new IllegalStateException("the two do not agree on " + kind);
    }
  }

  @Benchmark
  public EventKind event() {
    return scan.read(bytes, 0, bytes.length);
  }

  @Benchmark
  public EventKind eventByJackson() {
    return jackson.read(bytes);
  }

  /** A reader of a document is used once. */
  @Benchmark
  public ResponseFacts document() {
    ResponseScan once = new ResponseScan(Operation.CHAT);
    once.feed(buffer);
    return once.finish();
  }

  @Benchmark
  public EventKind documentByJackson() {
    return new JacksonReader().read(bytes);
  }
}
