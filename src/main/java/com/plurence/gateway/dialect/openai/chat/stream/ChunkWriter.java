package com.plurence.gateway.dialect.openai.chat.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.openai.EndMarker;
import com.plurence.gateway.dialect.openai.KeepAliveComment;
import com.plurence.gateway.dialect.openai.StreamError;
import com.plurence.gateway.dialect.openai.chat.response.CompletionWriter;
import com.plurence.gateway.dialect.openai.chat.response.FinishReasons;
import com.plurence.gateway.dialect.openai.chat.response.UsageFields;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.translation.ResponseContext;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import com.plurence.gateway.error.ErrorBody;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * Writes a stream of chunks. Almost all of them differ in one text alone, so the bytes around it
 * are made once.
 */
public final class ChunkWriter implements AnswerEventWriter {
  private static final byte[] TEXT = ascii("{\"content\":\"");
  private static final byte[] REFUSAL = ascii("{\"refusal\":\"");
  private static final byte[] REASONING = ascii("{\"reasoning_content\":\"");
  private static final byte[] END_OF_TEXT = ascii("\"}");
  private static final byte[] END_OF_ARGUMENTS = ascii("\"}}]}");
  private static final byte[] ROLE = ascii("{\"role\":\"assistant\",\"content\":\"\"}");
  private static final byte[] NOTHING = ascii("{}");
  private static final byte[] NO_REASON = ascii("null");

  private final ResponseContext context;
  private final byte[] afterReason;
  private Buffer out = Buffer.buffer();
  private byte[] head = NOTHING;
  private byte[] beforeDelta = NOTHING;
  private byte[] afterDelta = NOTHING;
  private byte[] beforeArguments = NOTHING;
  private boolean opened;
  private boolean worded;
  private boolean argued;
  private int details;
  private final StringBuilder thought = new StringBuilder();

  /**
   * @param context of the response
   */
  public ChunkWriter(ResponseContext context) {
    this.context = context;
    this.afterReason = ascii(context.usageWanted() ? "}],\"usage\":null}\n\n" : "}]}\n\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(UTF_8);
  }

  @Override
  public Buffer take() {
    Buffer taken = out;
    out = Buffer.buffer();
    return taken;
  }

  @Override
  public Buffer failure(ErrorBody failure) {
    return take().appendBuffer(StreamError.event(failure));
  }

  /** Is not told before there is content: another provider may still answer. */
  @Override
  public void start(String id, String model, Optional<Usage> usage) {
    ObjectNode chunk = JsonNodeFactory.instance.objectNode();
    chunk.put("id", id.isEmpty() ? context.ids().next("chatcmpl-") : id);
    chunk.put("object", "chat.completion.chunk");
    chunk.put("created", context.createdAt());
    chunk.put("model", model);
    byte[] members = TranslationJson.write(chunk);
    head =
        Buffer.buffer("data: ")
            .appendBytes(members, 0, members.length - 1)
            .appendString(",\"choices\":[")
            .getBytes();
    beforeDelta =
        Buffer.buffer().appendBytes(head).appendString("{\"index\":0,\"delta\":").getBytes();
    afterDelta =
        Buffer.buffer(",\"finish_reason\":")
            .appendBytes(NO_REASON)
            .appendBytes(afterReason)
            .getBytes();
  }

  @Override
  public void text(String delta) {
    worded = true;
    words(TEXT, delta);
  }

  @Override
  public void refusal(String delta) {
    worded = true;
    words(REFUSAL, delta);
  }

  private void words(byte[] before, String delta) {
    thought.setLength(0);
    delta(before, delta, END_OF_TEXT);
  }

  @Override
  public void reasoning(String delta) {
    thought.append(delta);
    delta(REASONING, delta, END_OF_TEXT);
  }

  @Override
  public void seal(Seal seal) {
    if (seal.kind() != Seal.Kind.NOBODY) {
      ObjectNode delta = JsonNodeFactory.instance.objectNode();
      delta
          .putArray("reasoning_details")
          .add(CompletionWriter.detail(details++, thought.toString(), seal));
      delta(delta);
    }
    thought.setLength(0);
  }

  @Override
  public void call(int index, String id, String name, Optional<String> signature) {
    thought.setLength(0);
    argued = false;
    beforeArguments =
        ascii("{\"tool_calls\":[{\"index\":" + index + ",\"function\":{\"arguments\":\"");
    ObjectNode delta = JsonNodeFactory.instance.objectNode();
    ObjectNode call = delta.putArray("tool_calls").addObject().put("index", index);
    call.put("id", id).put("type", "function");
    call.putObject("function").put("name", context.names().toClient(name)).put("arguments", "");
    signature.ifPresent(signed -> CompletionWriter.sign(call, signed));
    delta(delta);
  }

  @Override
  public void arguments(String delta) {
    argued = true;
    delta(beforeArguments, delta, END_OF_ARGUMENTS);
  }

  @Override
  public void callEnd() {
    if (!argued) {
      arguments("{}");
    }
  }

  @Override
  public void ping() {
    out.appendBuffer(KeepAliveComment.buffer());
  }

  @Override
  public void finish(Finish finish) {
    if (!worded && !FinishReasons.isOrdinary(finish)) {
      finish.explanation().filter(why -> !why.isEmpty()).ifPresent(this::refusal);
    }
    open();
    out.appendBytes(beforeDelta).appendBytes(NOTHING);
    out.appendString(",\"finish_reason\":\"" + FinishReasons.write(finish.reason()) + '"');
    out.appendBytes(afterReason);
  }

  @Override
  public void usage(Usage usage) {
    if (context.usageWanted()) {
      out.appendBytes(head).appendString("],\"usage\":");
      out.appendBytes(TranslationJson.write(UsageFields.write(usage))).appendString("}\n\n");
    }
  }

  @Override
  public void end() {
    out.appendBuffer(EndMarker.event());
  }

  /** Whoever hears it asks for the event of a failure. */
  @Override
  public void fault(ProviderError error) {}

  /** As {@link #fault}. */
  @Override
  public void malformed() {}

  private void open() {
    if (!opened) {
      opened = true;
      out.appendBytes(beforeDelta).appendBytes(ROLE).appendBytes(afterDelta);
    }
  }

  private void delta(byte[] before, String text, byte[] after) {
    open();
    out.appendBytes(beforeDelta).appendBytes(before);
    appendEscaped(text);
    out.appendBytes(after).appendBytes(afterDelta);
  }

  private void delta(JsonNode delta) {
    open();
    out.appendBytes(beforeDelta).appendBytes(TranslationJson.write(delta)).appendBytes(afterDelta);
  }

  private void appendEscaped(String text) {
    try {
      out.appendBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    } catch (IllegalArgumentException halfCharacter) {
      byte[] quoted = TranslationJson.write(TextNode.valueOf(text));
      out.appendBytes(quoted, 1, quoted.length - 2);
    }
  }
}
