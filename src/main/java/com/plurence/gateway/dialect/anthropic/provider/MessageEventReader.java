package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.anthropic.error.AnthropicErrors;
import com.plurence.gateway.dialect.translation.AnswerEventReader;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one stream. Events and deltas that nobody here knows are skipped. The reason
 * why the response ends waits for the event that ends the stream, since an error may still come
 * before it.
 */
public final class MessageEventReader implements AnswerEventReader {
  private final AnswerEvents to;
  private final IdSource ids;
  private final UsageCount usage = new UsageCount();
  private final OpenBlock block;
  private Optional<Finish> finish = Optional.empty();
  private boolean started;
  private boolean over;

  /** A reader that tells {@code to}; {@code ids} makes ids where the provider gives none. */
  public MessageEventReader(AnswerEvents to, IdSource ids) {
    this.to = to;
    this.ids = ids;
    this.block = new OpenBlock(to, ids);
  }

  @Override
  public void read(@Nullable String name, byte[] data, int from, int to) {
    if (over) {
      return;
    }
    try {
      JsonNode event = TranslationJson.read(data, from, to);
      if (!event.isObject()) {
        throw new MalformedAnswer("an event that is no object");
      }
      String type = event.path("type").asText(name == null ? "" : name);
      if (type.equals("error") || event.path("error").isObject()) {
        fail(event.path("error"));
      } else {
        read(type, event);
      }
    } catch (MalformedAnswer broken) {
      over = true;
      this.to.malformed();
    }
  }

  private void read(String type, JsonNode event) throws MalformedAnswer {
    switch (type) {
      case "message_start" -> start(event.path("message"));
      case "content_block_start" -> {
        requireStart();
        block.start(event);
      }
      case "content_block_delta" -> {
        requireStart();
        block.delta(event);
      }
      case "content_block_stop" -> block.stop();
      case "message_delta" -> {
        finish = StopReasons.finish(event.path("delta")).or(() -> finish);
        usage.add(event.path("usage"));
      }
      case "message_stop" -> stop();
      case "ping" -> to.ping();
      default -> {
        // An event of the future says nothing that could be told.
      }
    }
  }

  private void start(JsonNode message) throws MalformedAnswer {
    if (started || !message.isObject()) {
      throw new MalformedAnswer("no message that starts");
    }
    started = true;
    usage.add(message.path("usage"));
    String id = message.path("id").isTextual() ? message.path("id").textValue() : ids.next("msg_");
    to.start(id, message.path("model").asText(""), usage.usage());
  }

  private void requireStart() throws MalformedAnswer {
    if (!started) {
      throw new MalformedAnswer("content before the start of a message");
    }
  }

  private void stop() throws MalformedAnswer {
    requireStart();
    block.stop();
    Finish why = finish.orElseThrow(() -> new MalformedAnswer("an end without a stop reason"));
    over = true;
    to.finish(why);
    usage.usage().ifPresent(to::usage);
    to.end();
  }

  private void fail(JsonNode error) {
    over = true;
    to.fault(AnthropicErrors.read(error));
  }

  /** A stream that did not say that it ends is not whole. */
  @Override
  public Optional<Usage> usage() {
    return usage.usage();
  }

  @Override
  public void bodyEnded() {
    over = true;
  }
}
