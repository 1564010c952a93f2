package com.plurence.gateway.demo.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation with tools, played by the prompt: each line {@code demo:call NAME {...}} is a
 * call, one after the other, as the results come; then the model says that it is done. So an agent
 * can be led through a task.
 */
public final class Play {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MARK = "demo:call ";
  private static final Pattern CALL =
      Pattern.compile("demo:call ([\\w.-]{1,64}) (\\{.*\\})\\s*$", Pattern.MULTILINE);

  private Play() {}

  /** Whether a prompt plays one. */
  public static boolean isIn(String prompt) {
    return prompt.contains(MARK);
  }

  /** The call that is due in a request for a chat completion, which has tools. */
  static Optional<Form> ofChat(byte[] body) throws IOException {
    String prompt = "";
    int results = 0;
    for (JsonNode message : JSON.readTree(body).path("messages")) {
      JsonNode content = message.path("content");
      if (content.isTextual() && isIn(content.textValue())) {
        prompt = content.textValue();
        results = 0;
      }
      for (JsonNode part : content) {
        if (isIn(part.path("text").asText())) {
          prompt = part.path("text").asText();
          results = 0;
        }
      }
      results += message.path("role").asText().equals("tool") ? 1 : 0;
    }
    return of(prompt, results, true);
  }

  /** Whether a body may play one. */
  static boolean mayBeIn(byte[] body) {
    return Buffer.buffer(body).toString(StandardCharsets.ISO_8859_1).contains(MARK);
  }

  /**
   * The call that is due.
   *
   * @param results how many tools have answered since the prompt
   * @param tools whether the request has any
   */
  public static Optional<Form> of(String prompt, int results, boolean tools) {
    Matcher calls = CALL.matcher(prompt);
    for (int i = 0; tools && calls.find(); i++) {
      if (i == results) {
        return Optional.of(new Form.ToolCall("function", calls.group(1), calls.group(2)));
      }
    }
    return Optional.empty();
  }
}
