package com.plurence.gateway.dialect.anthropic.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.anthropic.AnthropicError;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import com.plurence.gateway.error.ErrorBody;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Writes the events of one message: blocks one after the other, each opened and closed. */
public final class MessageEventWriter implements AnswerEventWriter {
  private static final String TEXT_DELTA = "text_delta";

  private enum Open {
    NOTHING,
    TEXT,
    THINKING,
    CALL
  }

  private final ResponseContext context;
  private final EventBytes out = new EventBytes();
  private Open open = Open.NOTHING;
  private int index;
  private boolean started;
  private String id = "";
  private String model = "";
  private Optional<Usage> usageAtStart = Optional.empty();
  private Finish finish = Finish.of(Finish.Reason.UNKNOWN);
  private Optional<Usage> usage = Optional.empty();

  /** A writer of the stream for {@code context}. */
  public MessageEventWriter(ResponseContext context) {
    this.context = context;
  }

  /** The event of it waits for what comes next: until then another provider may still answer. */
  @Override
  public void start(String id, String model, Optional<Usage> known) {
    this.id = id;
    this.model = model;
    this.usageAtStart = known;
  }

  @Override
  public void text(String delta) {
    openText();
    out.delta(index, TEXT_DELTA, "text", delta);
  }

  @Override
  public void refusal(String delta) {
    text(delta);
  }

  private void openText() {
    if (open != Open.TEXT) {
      close();
      open(Open.TEXT, MessageJson.text(""));
    }
  }

  @Override
  public void reasoning(String delta) {
    openThinking();
    out.delta(index, "thinking_delta", "thinking", delta);
  }

  private void openThinking() {
    if (open != Open.THINKING) {
      close();
      open(Open.THINKING, MessageJson.thinking("", ""));
    }
  }

  @Override
  public void seal(Seal seal) {
    if (seal.kind() == Seal.Kind.ANTHROPIC_REDACTED) {
      close();
      open(Open.TEXT, MessageJson.redactedThinking(seal));
      close();
    } else if (open == Open.THINKING || seal.kind() != Seal.Kind.NOBODY) {
      openThinking();
      closeThinking(MessageJson.signature(seal));
    }
  }

  @Override
  public void call(int number, String callId, String name, Optional<String> signature) {
    if (signature.isPresent()) {
      openThinking();
      closeThinking(MessageJson.signature(signature.get()));
    }
    close();
    String known = context.names().toClient(name);
    open(Open.CALL, MessageJson.toolUse(callId, known, MessageJson.object()));
  }

  @Override
  public void arguments(String delta) {
    out.delta(index, "input_json_delta", "partial_json", delta);
  }

  @Override
  public void callEnd() {
    close();
  }

  @Override
  public void ping() {
    if (started) {
      out.event("ping", MessageJson.object());
    }
  }

  @Override
  public void finish(Finish reason) {
    finish = reason;
  }

  @Override
  public void usage(Usage known) {
    usage = Optional.of(known);
  }

  @Override
  public void end() {
    close();
    writeStart();
    ObjectNode event = MessageJson.object();
    ObjectNode delta = event.putObject("delta");
    MessageJson.putStop(delta, finish);
    delta.putNull("container");
    event.set("usage", MessageJson.finalUsage(usage));
    out.event("message_delta", event);
    out.event("message_stop", MessageJson.object());
  }

  /** Told by {@link #failure}. */
  @Override
  public void fault(ProviderError error) {}

  /** Told by {@link #failure}. */
  @Override
  public void malformed() {}

  private void writeStart() {
    if (started) {
      return;
    }
    started = true;
    Usage known =
        usageAtStart
            .map(said -> new Usage(said.input(), said.cacheRead(), said.cacheWrite(), 0, 0))
            .orElseGet(() -> new Usage(context.estimatedInput(), 0, 0, 0, 0));
    JsonNode message = MessageJson.message(id, model, context, MessageJson.usage(known));
    out.event("message_start", (ObjectNode) MessageJson.object().set("message", message));
  }

  private void open(Open kind, ObjectNode block) {
    writeStart();
    open = kind;
    ObjectNode event = MessageJson.object().put("index", index);
    event.set("content_block", block);
    out.event("content_block_start", event);
  }

  /** Closes the open block, if there is one: a thought that nobody has signed is told as such. */
  private void close() {
    if (open == Open.THINKING) {
      closeThinking(Seal.NONE.text());
    } else if (open != Open.NOTHING) {
      writeStop();
    }
  }

  private void closeThinking(String signature) {
    out.delta(index, "signature_delta", "signature", signature);
    writeStop();
  }

  private void writeStop() {
    open = Open.NOTHING;
    out.event("content_block_stop", MessageJson.object().put("index", index));
    index++;
  }

  @Override
  public Buffer take() {
    return out.take();
  }

  @Override
  public Buffer failure(ErrorBody failure) {
    return out.take().appendBuffer(AnthropicError.event(failure));
  }
}
