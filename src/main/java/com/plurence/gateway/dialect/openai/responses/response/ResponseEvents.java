package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.openai.KeepAliveComment;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.sse.SseWriter;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a response as events, which are numbered from 0. What opens it waits for the first
 * content, since until then another target may answer.
 */
public final class ResponseEvents implements AnswerEventWriter {
  private final ResponseObject object;
  private final OutputItems items;
  private Buffer written = Buffer.buffer();
  private long nextNumber;
  private boolean opened;
  private String model = "";
  private Finish.Reason reason = Finish.Reason.STOP;
  private Optional<Usage> usage = Optional.empty();

  /** A writer of one stream. */
  public ResponseEvents(ResponseContext context) {
    object = new ResponseObject(context);
    items = new OutputItems(context, this::event);
  }

  @Override
  public Buffer take() {
    Buffer taken = written;
    written = Buffer.buffer();
    return taken;
  }

  private void event(String type, Consumer<ObjectNode> members) {
    open();
    write(type, members);
  }

  private void open() {
    if (!opened) {
      opened = true;
      ObjectNode response = object.inProgress(model, items.done());
      write("response.created", event -> event.set("response", response));
      write("response.in_progress", event -> event.set("response", response));
    }
  }

  private void write(String type, Consumer<ObjectNode> members) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("type", type).put("sequence_number", nextNumber++);
    members.accept(event);
    written.appendBuffer(SseWriter.event(type, TranslationJson.write(event)));
  }

  @Override
  public void start(String id, String providersModel, Optional<Usage> input) {
    model = providersModel;
    usage = input;
  }

  @Override
  public void text(String delta) {
    items.words(MessageItem.Kind.TEXT, delta);
  }

  @Override
  public void refusal(String delta) {
    items.words(MessageItem.Kind.REFUSAL, delta);
  }

  @Override
  public void reasoning(String delta) {
    items.reasoning(delta);
  }

  @Override
  public void seal(Seal seal) {
    items.seal(seal);
  }

  @Override
  public void call(int index, String id, String name, Optional<String> signature) {
    items.call(id, name, signature);
  }

  @Override
  public void arguments(String delta) {
    items.arguments(delta);
  }

  @Override
  public void callEnd() {
    items.close(false);
  }

  @Override
  public void ping() {
    written.appendBuffer(KeepAliveComment.buffer());
  }

  @Override
  public void finish(Finish finish) {
    reason = finish.reason();
    open();
    items.close(ResponseObject.incomplete(reason).isPresent());
  }

  @Override
  public void usage(Usage tokens) {
    usage = Optional.of(tokens);
  }

  @Override
  public void end() {
    ObjectNode response = object.over(model, items.done(), reason, usage);
    String type = ResponseObject.incomplete(reason).isPresent() ? "incomplete" : "completed";
    event("response." + type, event -> event.set("response", response));
  }

  /** Whoever carries the stream ends it with {@link #failure}. */
  @Override
  public void fault(ProviderError error) {}

  /** As {@link #fault}. */
  @Override
  public void malformed() {}

  @Override
  public Buffer failure(ErrorBody failure) {
    ObjectNode response = object.inProgress(model, items.done());
    return take().appendBuffer(FailedEvent.of(failure, nextNumber++, response));
  }
}
