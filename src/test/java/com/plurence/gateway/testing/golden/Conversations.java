package com.plurence.gateway.testing.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A long conversation as each client holds it, and what each provider answers in it. */
public final class Conversations {
  private static final String PICTURE =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

  /** The turn in which the application says something beside. */
  private static final int REMINDED = 5;

  private static final int LAST = 9;

  private Conversations() {}

  /** A conversation in which nothing has been said yet. */
  public static ObjectNode begin(String client) {
    String form =
        switch (client) {
          case "chat" ->
              """
              {"model":"m","reasoning_effort":"low","tools":[{"type":"function","function":{"name":"look","parameters":%s}}],
               "messages":[{"role":"system","content":"Be brief."}]}\
              """;
          case "messages" ->
              """
              {"model":"m","max_tokens":5000,"thinking":{"type":"adaptive"},"system":"Be brief.",
               "tools":[{"name":"look","input_schema":%s}],"messages":[]}\
              """;
          default ->
              """
              {"model":"m","instructions":"Be brief.","reasoning":{"effort":"low","summary":"auto"},
               "include":["reasoning.encrypted_content"],"tools":[{"type":"function","name":"look","parameters":%s}],"input":[]}\
              """;
        };
    return object(form.formatted(SCHEMA));
  }

  /** The user says something; an image with it every third time. */
  public static void say(String client, ObjectNode conversation, int turn) {
    ArrayNode messages = messages(conversation);
    if (turn == REMINDED) {
      messages.add(reminder(client));
    }
    boolean picture = turn % 3 == 0;
    messages.add(
        switch (client) {
          case "chat" ->
              object(
                  """
                  {"role":"user","content":[{"type":"text","text":"Turn %d"}%s]}\
                  """
                      .formatted(
                          turn,
                          picture
                              ? ",{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
                                  + PICTURE
                                  + "\"}}"
                              : ""));
          case "messages" ->
              object(
                  """
                  {"role":"user","content":[{"type":"text","text":"Turn %d"}%s]}\
                  """
                      .formatted(
                          turn,
                          picture
                              ? ",{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\""
                                  + PICTURE
                                  + "\"}}"
                              : ""));
          default ->
              object(
                  """
                  {"role":"user","content":[{"type":"input_text","text":"Turn %d"}%s]}\
                  """
                      .formatted(
                          turn,
                          picture
                              ? ",{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,"
                                  + PICTURE
                                  + "\"}"
                              : ""));
        });
  }

  private static ObjectNode reminder(String client) {
    return client.equals("messages")
        ? object(
            """
            {"role":"user","content":[{"type":"text","text":"<system-reminder>\\nNow in French.\\n</system-reminder>"}]}\
            """)
        : object("{\"role\":\"system\",\"content\":\"Now in French.\"}");
  }

  private static ArrayNode messages(ObjectNode conversation) {
    return (ArrayNode)
        (conversation.has("messages") ? conversation.get("messages") : conversation.get("input"));
  }

  /**
   * What a provider answers: two calls, until there are results of them, every second turn; then
   * words. It thinks before either.
   *
   * @param sent what it was sent so far
   */
  public static JsonNode answer(String provider, int turn, String sent) {
    boolean calls = turn % 2 == 1 && !sent.contains("call_" + turn + "a");
    return switch (provider) {
      case "anthropic" -> anthropic(turn, calls);
      case "google" -> google(turn, calls);
      default -> openai(turn, calls);
    };
  }

  private static JsonNode anthropic(int turn, boolean calls) {
    return object(
        """
        {"id":"msg_%1$d","type":"message","role":"assistant","model":"up","stop_reason":"%2$s","stop_sequence":null,
         "usage":{"input_tokens":1,"output_tokens":2},
         "content":[{"type":"thinking","thinking":"Hm %1$d.","signature":"seal%1$d%2$s"},{"type":"text","text":"Words %1$d."}%3$s]}\
        """
            .formatted(
                turn,
                calls ? "tool_use" : "end_turn",
                calls
                    ? """
                    ,{"type":"tool_use","id":"call_%1$da","name":"look","input":{"city":"Oslo"}}
                    ,{"type":"tool_use","id":"call_%1$db","name":"look","input":{"city":"Rome"}}\
                    """
                        .formatted(turn)
                    : ""));
  }

  private static JsonNode google(int turn, boolean calls) {
    return object(
        """
        {"responseId":"g%1$d","modelVersion":"up","usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":2},
         "candidates":[{"index":0,"finishReason":"STOP","content":{"role":"model","parts":[
           {"text":"Hm %1$d.","thought":true},{"text":"Words %1$d."}%2$s]}}]}\
        """
            .formatted(
                turn,
                calls
                    ? """
                    ,{"functionCall":{"id":"call_%1$da","name":"look","args":{"city":"Oslo"}},"thoughtSignature":"seal%1$d"}
                    ,{"functionCall":{"id":"call_%1$db","name":"look","args":{"city":"Rome"}}}\
                    """
                        .formatted(turn)
                    : ""));
  }

  private static JsonNode openai(int turn, boolean calls) {
    return object(
        """
        {"id":"c%1$d","object":"chat.completion","created":1,"model":"up","usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3},
         "choices":[{"index":0,"finish_reason":"%2$s","message":{"role":"assistant","reasoning_content":"Hm %1$d.","content":"Words %1$d."%3$s}}]}\
        """
            .formatted(
                turn,
                calls ? "tool_calls" : "stop",
                calls
                    ? """
                    ,"tool_calls":[{"id":"call_%1$da","type":"function","function":{"name":"look","arguments":"{\\"city\\":\\"Oslo\\"}"}},
                     {"id":"call_%1$db","type":"function","function":{"name":"look","arguments":"{\\"city\\":\\"Rome\\"}"}}]\
                    """
                        .formatted(turn)
                    : ""));
  }

  /** What of its answers must come back to a provider: calls, and what it has signed. */
  public static List<String> remembered(String provider) {
    List<String> remembered = new ArrayList<>();
    for (int turn = 1; turn < LAST; turn += 2) {
      remembered.add("call_" + turn + "b");
      switch (provider) {
        case "anthropic" -> remembered.add("seal" + turn + "tool_use");
        case "google" -> remembered.add("seal" + turn);
        default -> remembered.add("Words " + turn);
      }
    }
    return remembered;
  }

  /**
   * The client takes up the response as SDKs do, and answers its calls, one of them with an image.
   *
   * @return whether there were calls
   */
  public static boolean takeUp(String client, ObjectNode conversation, ObjectNode response) {
    ArrayNode messages = messages(conversation);
    List<ObjectNode> results = new ArrayList<>();
    switch (client) {
      case "chat" -> {
        JsonNode message = response.at("/choices/0/message");
        messages.add(message);
        for (JsonNode call : message.path("tool_calls")) {
          results.add(
              object(
                  "{\"role\":\"tool\",\"tool_call_id\":\"%s\",\"content\":\"Sunny\"}"
                      .formatted(call.get("id").textValue())));
        }
        messages.addAll(results);
      }
      case "messages" -> {
        messages.addObject().put("role", "assistant").set("content", response.get("content"));
        ArrayNode content = messages.arrayNode();
        for (JsonNode block : response.get("content")) {
          if (block.get("type").textValue().equals("tool_use")) {
            results.add(
                object(
                    """
                    {"type":"tool_result","tool_use_id":"%s","content":[{"type":"text","text":"Sunny"},
                     {"type":"image","source":{"type":"base64","media_type":"image/png","data":"%s"}}]}\
                    """
                        .formatted(block.get("id").textValue(), PICTURE)));
          }
        }
        if (!results.isEmpty()) {
          messages.addObject().put("role", "user").set("content", content.addAll(results));
        }
      }
      default -> {
        for (JsonNode item : response.get("output")) {
          messages.add(item);
          if (item.get("type").textValue().equals("function_call")) {
            results.add(
                object(
                    """
                    {"type":"function_call_output","call_id":"%s","output":[{"type":"input_text","text":"Sunny"},
                     {"type":"input_image","image_url":"data:image/png;base64,%s"}]}\
                    """
                        .formatted(item.get("call_id").textValue(), PICTURE)));
          }
        }
        messages.addAll(results);
      }
    }
    return !results.isEmpty();
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) GoldenMatch.parse(json);
  }
}
