package com.plurence.gateway.demo.dialect;

import com.plurence.gateway.demo.answer.BadRequest;
import com.plurence.gateway.demo.answer.Body;
import com.plurence.gateway.demo.answer.Replies;
import com.plurence.gateway.demo.answer.Reply;
import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.demo.script.ErrorObject;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The replies to what is asked in another dialect than Chat Completions, by its path. */
public final class DialectReplies {
  private static final String MESSAGES = "/v1/messages";
  private static final String COUNT = "/v1/messages/count_tokens";
  private static final String RESPONSES = "/v1/responses";
  private static final String MODELS = "/v1beta/models/";

  private DialectReplies() {}

  /** Whether {@code path} is asked in one of these dialects. */
  public static boolean speaks(String path) {
    return path.equals(MESSAGES)
        || path.equals(COUNT)
        || path.equals(RESPONSES)
        || path.startsWith(MODELS);
  }

  /** The reply of {@code provider}, with the fault of {@code script} in it. */
  public static Reply to(String path, byte[] body, String provider, DemoScript script) {
    try {
      return switch (path) {
        case MESSAGES -> messages(body, provider, script);
        case COUNT -> counted("input_tokens", AnthropicRequests.of(body), script, path);
        case RESPONSES -> {
          DialectRequest request = ResponsesRequests.of(body);
          yield reply(path, request, new ResponsesVoice(provider, request, script), script);
        }
        default -> google(path, body, provider, script);
      };
    } catch (BadRequest bad) {
      return Replies.plain(
          inDialect(path, DemoScript.NORMAL, bad.status(), bad.error()), Body.of(""));
    }
  }

  private static Reply messages(byte[] body, String provider, DemoScript script) throws BadRequest {
    AnthropicRequests.checkLimit(body);
    DialectRequest request = AnthropicRequests.of(body);
    return reply(MESSAGES, request, new AnthropicVoice(provider, request, script), script);
  }

  private static Reply google(String path, byte[] body, String provider, DemoScript script)
      throws BadRequest {
    int colon = path.lastIndexOf(':');
    String model = path.substring(MODELS.length(), Math.max(MODELS.length(), colon));
    return switch (path.substring(colon + 1)) {
      case "generateContent", "streamGenerateContent" -> {
        DialectRequest request =
            GoogleRequests.of(model, path.endsWith("streamGenerateContent"), body);
        yield reply(path, request, new GoogleVoice(provider, request, script), script);
      }
      case "countTokens" ->
          plain(path, script, new JsonObject().put("totalTokens", Math.max(1, body.length / 4)));
      case "batchEmbedContents" -> plain(path, script, embedded(body));
      default -> throw BadRequest.invalid("Method not found.", "model");
    };
  }

  private static JsonObject embedded(byte[] body) throws BadRequest {
    JsonArray embeddings = new JsonArray();
    for (var request : DialectJson.read(body).path("requests")) {
      int dimensions = request.path("outputDimensionality").asInt(8);
      JsonArray values = new JsonArray();
      for (int i = 0; i < dimensions; i++) {
        values.add((request.path("content").toString().hashCode() % 1000 + i) / 1000.0);
      }
      embeddings.add(new JsonObject().put("values", values));
    }
    return new JsonObject().put("embeddings", embeddings);
  }

  private static Reply counted(
      String member, DialectRequest request, DemoScript script, String path) {
    return plain(path, script, new JsonObject().put(member, request.chat().promptTokens()));
  }

  private static Reply plain(String path, DemoScript script, JsonObject answer) {
    return Replies.plain(inDialect(path, script), Body.of(answer.toBuffer()));
  }

  private static Reply reply(String path, DialectRequest request, Voice voice, DemoScript script) {
    DemoScript worded = inDialect(path, script);
    return request.chat().stream()
        ? Replies.streamed(worded, new VoiceStream(voice, script))
        : Replies.plain(worded, Body.of(voice.whole()));
  }

  /** The script whose errors in place of a response are worded as the dialect words them. */
  private static DemoScript inDialect(String path, DemoScript script) {
    int status = script.canned().status().orElse(200);
    return status < 400 || script.canned().body().isPresent()
        ? script
        : inDialect(path, script, status, script.canned().error());
  }

  private static DemoScript inDialect(
      String path, DemoScript script, int status, ErrorObject error) {
    JsonObject body =
        path.startsWith(MODELS)
            ? DialectErrors.google(status, error)
            : path.startsWith(MESSAGES)
                ? DialectErrors.anthropic(status, error)
                : new JsonObject(error.encode());
    return script.with(status, body.toBuffer());
  }
}
