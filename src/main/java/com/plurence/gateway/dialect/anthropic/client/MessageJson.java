package com.plurence.gateway.dialect.anthropic.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.Optional;

/** Objects that whole messages and streams have alike, with all members that SDKs' types demand. */
final class MessageJson {
  private static final String PREFIX = "msg_";

  private MessageJson() {}

  /** An object. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A message without content, which nothing has ended yet. */
  static ObjectNode message(String id, String model, ResponseContext context, ObjectNode usage) {
    ObjectNode message = object();
    message.put("id", id.startsWith(PREFIX) ? id : context.ids().next(PREFIX));
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", model);
    message.putArray("content");
    message.putNull("stop_reason");
    message.putNull("stop_sequence");
    message.putNull("stop_details");
    message.putNull("container");
    message.putNull("diagnostics");
    message.set("usage", usage);
    return message;
  }

  /** Puts the reason why the message ends into it. */
  static void putStop(ObjectNode message, Finish finish) {
    message.put("stop_reason", stopReason(finish));
    message.put("stop_sequence", finish.stopSequence().orElse(null));
    if (isRefusal(finish.reason())) {
      ObjectNode details = message.putObject("stop_details");
      details.put("type", "refusal");
      details.putNull("category");
      details.put("explanation", finish.explanation().orElse(null));
    } else {
      message.putNull("stop_details");
    }
  }

  private static String stopReason(Finish finish) {
    return switch (finish.reason()) {
      case STOP -> finish.stopSequence().isPresent() ? "stop_sequence" : "end_turn";
      case CALLS -> "tool_use";
      case LENGTH -> "max_tokens";
      case FILTER, REFUSAL, UNKNOWN -> "refusal";
    };
  }

  private static boolean isRefusal(Finish.Reason reason) {
    return switch (reason) {
      case FILTER, REFUSAL, UNKNOWN -> true;
      case STOP, CALLS, LENGTH -> false;
    };
  }

  /** The usage of a whole message, or of one that starts. */
  static ObjectNode usage(Usage usage) {
    ObjectNode json = object();
    json.put("input_tokens", usage.input());
    json.put("cache_creation_input_tokens", usage.cacheWrite());
    json.put("cache_read_input_tokens", usage.cacheRead());
    json.putNull("cache_creation");
    putOutput(json, usage);
    json.putNull("service_tier");
    json.putNull("inference_geo");
    json.putNull("speed");
    return json;
  }

  /** The usage at the end of a stream; nulls say that the provider reports none. */
  static ObjectNode finalUsage(Optional<Usage> usage) {
    ObjectNode json = object();
    json.put("input_tokens", usage.map(Usage::input).orElse(null));
    json.put("cache_creation_input_tokens", usage.map(Usage::cacheWrite).orElse(null));
    json.put("cache_read_input_tokens", usage.map(Usage::cacheRead).orElse(null));
    putOutput(json, usage.orElse(new Usage(0, 0, 0, 0, 0)));
    return json;
  }

  private static void putOutput(ObjectNode json, Usage usage) {
    json.put("output_tokens", usage.allOutput());
    if (usage.reasoning() > 0) {
      json.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
    } else {
      json.putNull("output_tokens_details");
    }
    json.putNull("server_tool_use");
  }

  /** A block of words. */
  static ObjectNode text(String words) {
    return object().put("type", "text").put("text", words).putNull("citations");
  }

  /** A block of thoughts. */
  static ObjectNode thinking(String words, String signature) {
    return object().put("type", "thinking").put("thinking", words).put("signature", signature);
  }

  /** A thought that only Anthropic can read. */
  static ObjectNode redactedThinking(Seal seal) {
    return object().put("type", "redacted_thinking").put("data", signature(seal));
  }

  /** A call. */
  static ObjectNode toolUse(String id, String name, ObjectNode input) {
    ObjectNode block = object().put("type", "tool_use").put("id", id).put("name", name);
    block.set("input", input);
    block.putObject("caller").put("type", "direct");
    return block;
  }

  /** What stands where a signature does: Anthropic's own is as it came. */
  static String signature(Seal seal) {
    return switch (seal.kind()) {
      case ANTHROPIC, ANTHROPIC_REDACTED -> seal.value();
      case GOOGLE, NOBODY -> seal.text();
    };
  }

  /** What stands there for Google's signature of a call. */
  static String signature(String ofCall) {
    return new Seal(Seal.Kind.GOOGLE, ofCall).text();
  }
}
