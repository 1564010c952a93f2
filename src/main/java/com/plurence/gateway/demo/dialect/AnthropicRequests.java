package com.plurence.gateway.demo.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.plurence.gateway.demo.answer.BadRequest;
import com.plurence.gateway.demo.answer.Form;
import com.plurence.gateway.demo.answer.Play;
import java.util.Map;

/** Requests of the Messages API, and what Anthropic refuses of them. */
final class AnthropicRequests {
  private AnthropicRequests() {}

  static DialectRequest of(byte[] body) throws BadRequest {
    JsonNode json = DialectJson.read(body);
    JsonNode messages = json.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw BadRequest.invalid("messages: at least one message is required", "messages");
    }
    Map<String, JsonNode> wishes =
        DialectJson.wishes(DialectJson.tools(json.path("tools"), "input_schema"));
    choose(json.path("tool_choice"), wishes);
    checkThoughts(messages);
    String thinking = json.path("thinking").path("type").asText();
    return new DialectRequest(
        DialectJson.request(
            body,
            json.path("model").asText(),
            json.path("stream").asBoolean(),
            prompt(messages),
            results(messages),
            wishes),
        thinking.equals("enabled") || thinking.equals("adaptive"),
        json.findValue("cache_control") != null);
  }

  /** Everything but a request to count tokens has a limit. */
  static void checkLimit(byte[] body) throws BadRequest {
    if (!DialectJson.read(body).path("max_tokens").isInt()) {
      throw BadRequest.invalid("max_tokens: Field required", "max_tokens");
    }
  }

  private static void choose(JsonNode choice, Map<String, JsonNode> wishes) {
    switch (choice.path("type").asText()) {
      case "any" -> wishes.put(Form.TOOL_CHOICE, new TextNode("required"));
      case "tool" -> wishes.put(Form.TOOL_CHOICE, DialectJson.named(choice.path("name").asText()));
      default -> wishes.remove(Form.TOOL_CHOICE);
    }
  }

  /** The text of the last user message that has any. */
  private static String prompt(JsonNode messages) {
    String prompt = "";
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals("user")) {
        prompt = text(message.path("content"), prompt);
      }
    }
    return prompt;
  }

  /** The last text with a play in it, else the last text. */
  private static String text(JsonNode content, String before) {
    if (content.isTextual()) {
      return content.textValue();
    }
    String text = before;
    for (JsonNode block : content) {
      String said = block.path("text").asText();
      if (!said.isEmpty() && (Play.isIn(said) || !Play.isIn(text))) {
        text = said;
      }
    }
    return text;
  }

  private static int results(JsonNode messages) {
    int results = 0;
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals("user")
          && Play.isIn(message.path("content").toString())) {
        results = 0;
      }
      for (JsonNode block : message.path("content")) {
        results += block.path("type").asText().equals("tool_result") ? 1 : 0;
      }
    }
    return results;
  }

  /** A thought comes back as it was signed, or not at all. */
  private static void checkThoughts(JsonNode messages) throws BadRequest {
    for (int i = 0; i < messages.size(); i++) {
      JsonNode content = messages.get(i).path("content");
      for (int j = 0; j < content.size(); j++) {
        JsonNode block = content.get(j);
        if (block.path("type").asText().equals("thinking")
            && !block
                .path("signature")
                .asText()
                .equals(Signatures.of(block.path("thinking").asText()))) {
          String field = "messages.%d.content.%d".formatted(i, j);
          throw BadRequest.invalid(field + ": Invalid `signature` in `thinking` block", field);
        }
      }
    }
  }
}
