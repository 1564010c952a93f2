package com.plurence.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.config.provider.ProviderConfig.Kind;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.call.ForeignRequest;
import com.plurence.gateway.dialect.translation.call.Translation;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * Translates one small call between every two dialects at the start: the first one loads hundreds
 * of classes, which takes longer than the requests of an event loop shall wait.
 */
final class FirstTranslations {
  private static final Map<Operation, String> REQUESTS =
      Map.of(
          Operation.CHAT,
          """
          {"model":"m","messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"f"}}]}\
          """,
          Operation.MESSAGES,
          """
          {"model":"m","max_tokens":1,"messages":[{"role":"user","content":"Hi"}],"tools":[{"name":"f","input_schema":{}}]}\
          """,
          Operation.RESPONSE,
          """
          {"model":"m","input":"Hi","tools":[{"type":"function","name":"f","parameters":{}}]}\
          """);

  private static final Map<Kind, String> ANSWERS =
      Map.of(
          Kind.OPENAI,
          """
          {"id":"a","model":"m","choices":[{"index":0,"message":{"content":"Hi"},"finish_reason":"stop"}]}\
          """,
          Kind.ANTHROPIC,
          """
          {"id":"a","type":"message","model":"m","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn"}\
          """,
          Kind.GOOGLE,
          """
          {"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]}\
          """);

  private FirstTranslations() {}

  /**
   * Makes them.
   *
   * @param all by what clients ask, and by who answers
   */
  static void make(Map<Operation, Map<Kind, Translation>> all) {
    REQUESTS.forEach(
        (operation, request) ->
            ANSWERS.forEach(
                (kind, answer) -> {
                  Translation translation = all.getOrDefault(operation, Map.of()).get(kind);
                  if (translation != null) {
                    translate(translation, request.getBytes(UTF_8), answer.getBytes(UTF_8));
                  }
                }));
  }

  private static void translate(Translation translation, byte[] request, byte[] answer) {
    try {
      ForeignRequest read =
          ForeignRequest.of(Body.of(Buffer.buffer(request)), prefix -> prefix, 1, 1);
      var call = translation.carry(read, "m", TargetTraits.DEFAULT, new Findings()).orElseThrow();
      call.answer(answer, false);
      call.answer(answer, true);
    } catch (MalformedAnswer impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
