package com.plurence.gateway.acceptance.usage;

import com.plurence.gateway.acceptance.dialects.ScriptedProvider.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One row of the table of costs: what a provider says, and what that comes to. */
record GoldenCost(
    int number,
    String provider,
    String endpoint,
    boolean streamed,
    String price,
    String usage,
    long input,
    long output,
    long nanoUsd) {
  private static final Path TABLE = Path.of("src/test/resources/usage/golden-costs.csv");

  static List<GoldenCost> all() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("case"))
        .map(line -> of(line.split("\\|", -1)))
        .toList();
  }

  private static GoldenCost of(String[] cells) {
    return new GoldenCost(
        Integer.parseInt(cells[0]),
        cells[1],
        cells[2],
        cells[3].equals("stream"),
        cells[4],
        cells[5],
        Long.parseLong(cells[6]) + Long.parseLong(cells[7]) + Long.parseLong(cells[8]),
        Long.parseLong(cells[9]) + Long.parseLong(cells[10]),
        Long.parseLong(cells[11]));
  }

  /** The model that clients ask for. */
  String model() {
    return provider + "-" + price;
  }

  String path() {
    return switch (endpoint) {
      case "chat" -> "/v1/chat/completions";
      case "messages" -> "/v1/messages";
      case "responses" -> "/v1/responses";
      default -> "/v1/embeddings";
    };
  }

  /** What a client sends. */
  String request() {
    JsonObject body = new JsonObject().put("model", model());
    if (endpoint.equals("responses") || endpoint.equals("embeddings")) {
      body.put("input", "Hi");
    } else {
      body.put("messages", List.of(new JsonObject().put("role", "user").put("content", "Hi")));
    }
    if (endpoint.equals("messages")) {
      body.put("max_tokens", 100);
    }
    return endpoint.equals("embeddings") ? body.encode() : body.put("stream", streamed).encode();
  }

  /** What the provider sends back. */
  Reply reply() {
    if (endpoint.equals("embeddings")) {
      return Reply.json(200, embeddings());
    }
    return streamed ? Reply.stream(stream()) : Reply.json(200, whole());
  }

  private String embeddings() {
    return (provider.equals("google")
            ? "{\"embeddings\":[{\"values\":[0.5]}],\"usageMetadata\":%s}"
            : """
            {"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":[0.5]}],"usage":%s}\
            """)
        .formatted(usage);
  }

  private String whole() {
    return switch (provider) {
      case "openai" ->
          """
          {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
          "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":%s}\
          """
              .formatted(usage);
      case "responses" -> response("completed");
      case "anthropic" ->
          """
          {"id":"msg_1","type":"message","role":"assistant","model":"m",\
          "content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn",\
          "stop_sequence":null,"usage":%s}\
          """
              .formatted(usage);
      default -> google();
    };
  }

  private String response(String status) {
    return """
    {"id":"resp_1","object":"response","created_at":1,"status":"%s","model":"m","output":[\
    {"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[\
    {"type":"output_text","text":"Hello","annotations":[]}]}],"usage":%s}\
    """
        .formatted(status, usage);
  }

  private String google() {
    return """
    {"candidates":[{"content":{"role":"model","parts":[{"text":"Hello"}]},\
    "finishReason":"STOP","index":0}],"usageMetadata":%s,"modelVersion":"m","responseId":"r"}\
    """
        .formatted(usage);
  }

  private String stream() {
    return switch (provider) {
      case "openai" ->
          chunk("[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hello\"}}]", "null")
              + chunk("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]", "null")
              + chunk("[]", usage)
              + "data: [DONE]\n\n";
      case "responses" ->
          event("response.created", "\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\"}")
              + event("response.output_text.delta", "\"delta\":\"Hello\"")
              + event("response.completed", "\"response\":" + response("completed"));
      case "anthropic" -> anthropicStream();
      default -> "data: " + google() + "\n\n";
    };
  }

  private static String chunk(String choices, String usage) {
    return """
    data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":%s,"usage":%s}

    """
        .formatted(choices, usage);
  }

  /** The output is told at the end; at the beginning it is a mere start. */
  private String anthropicStream() {
    JsonObject start = new JsonObject(usage);
    start.remove("output_tokens_details");
    start.put("output_tokens", Math.min(1, start.getLong("output_tokens")));
    JsonObject end = new JsonObject(usage);
    end.remove("input_tokens");
    return event(
            "message_start",
            """
            "message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],\
            "stop_reason":null,"stop_sequence":null,"usage":%s}\
            """
                .formatted(start.encode()))
        + event(
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
        + event(
            "content_block_delta",
            "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}")
        + event("content_block_stop", "\"index\":0")
        + event(
            "message_delta",
            """
            "delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":%s\
            """
                .formatted(end.encode()))
        + event("message_stop", "\"x\":0");
  }

  private static String event(String type, String members) {
    return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, members);
  }
}
