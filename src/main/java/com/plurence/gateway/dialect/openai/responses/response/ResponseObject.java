package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.Optional;

/** The object that a response is, with all members that SDKs demand. */
final class ResponseObject {
  private final ResponseContext context;
  private final String id;

  /** An object with an id of its own. */
  ResponseObject(ResponseContext context) {
    this.context = context;
    id = context.ids().next("resp_");
  }

  /** The response while it is being made. */
  ObjectNode inProgress(String model, ArrayNode output) {
    return of("in_progress", model, output, Optional.empty());
  }

  /** The response when it is over. */
  ObjectNode over(String model, ArrayNode output, Finish.Reason reason, Optional<Usage> usage) {
    Optional<String> why = incomplete(reason);
    ObjectNode response = of(why.isPresent() ? "incomplete" : "completed", model, output, why);
    usage.ifPresent(tokens -> response.set("usage", usage(tokens)));
    return response;
  }

  /** Why a response that ends so is incomplete; empty if it is not. */
  static Optional<String> incomplete(Finish.Reason reason) {
    return switch (reason) {
      case STOP, CALLS, REFUSAL -> Optional.empty();
      case LENGTH -> Optional.of("max_output_tokens");
      case FILTER, UNKNOWN -> Optional.of("content_filter");
    };
  }

  private ObjectNode of(String status, String model, ArrayNode output, Optional<String> why) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("id", id).put("object", "response").put("created_at", context.createdAt());
    response.put("status", status).put("model", model).set("output", output);
    response.putNull("error");
    why.ifPresentOrElse(
        reason -> response.putObject("incomplete_details").put("reason", reason),
        () -> response.putNull("incomplete_details"));
    context.echo().ifPresent(response::setAll);
    return response;
  }

  private static ObjectNode usage(Usage tokens) {
    ObjectNode usage = JsonNodeFactory.instance.objectNode();
    usage.put("input_tokens", tokens.allInput());
    usage
        .putObject("input_tokens_details")
        .put("cached_tokens", tokens.cacheRead())
        .put("cache_write_tokens", tokens.cacheWrite());
    usage.put("output_tokens", tokens.allOutput());
    usage.putObject("output_tokens_details").put("reasoning_tokens", tokens.reasoning());
    return usage.put("total_tokens", tokens.allInput() + tokens.allOutput());
  }
}
