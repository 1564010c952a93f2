package com.plurence.gateway.dialect.translation.call;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.translation.AnswerEventReader;
import com.plurence.gateway.dialect.translation.AnswerEventWriter;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.record.TokenUsage;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One stream between a provider's events and a client's: what is read is written at once, and on
 * the way it is noted whether the response has begun, is whole or broken, and what it cost. For one
 * thread.
 */
public final class TranslatedStream {
  private final AnswerEventWriter writer;
  private final AnswerEventReader reader;
  private boolean begun;
  private boolean ended;
  private boolean malformed;
  private long content;
  private @Nullable ProviderError fault;
  private Optional<String> finish = Optional.empty();

  /**
   * @param readerTo makes the reader of the provider's events that tells them to whom it is given
   * @param writer of the client's events
   */
  public TranslatedStream(
      Function<AnswerEvents, AnswerEventReader> readerTo, AnswerEventWriter writer) {
    this.writer = writer;
    this.reader = readerTo.apply(new Passing());
  }

  /** As {@link AnswerEventReader#read}; what follows the end, or a fault, is not read. */
  public void read(@Nullable String name, byte[] data, int from, int to) {
    if (!isOver()) {
      reader.read(name, data, from, to);
    }
  }

  /** As {@link AnswerEventReader#bodyEnded}. */
  public void bodyEnded() {
    if (!isOver()) {
      reader.bodyEnded();
    }
  }

  /**
   * The bytes for the client of what was read since the last time; of length 0 if there are none.
   */
  public Buffer take() {
    return writer.take();
  }

  /** The last event of a stream that breaks. */
  public Buffer failure(ErrorBody failure) {
    return writer.failure(failure);
  }

  /** Whether there was more than the start of a response. */
  public boolean hasBegun() {
    return begun;
  }

  /** Whether the provider has ended a whole stream. */
  public boolean isEnded() {
    return ended;
  }

  /** Whether the stream is not what its dialect knows. */
  public boolean isMalformed() {
    return malformed;
  }

  /** The error that the provider has reported; null if none. */
  public @Nullable ProviderError fault() {
    return fault;
  }

  private boolean isOver() {
    return ended || malformed || fault != null;
  }

  /** What is known so far of its cost and its end. */
  public Completion completion() {
    return new Completion(reader.usage().map(this::recorded), finish, content);
  }

  /** Until the end is told, the tokens of the output are those of its beginning. */
  private TokenUsage recorded(Usage known) {
    return finish.isEmpty() ? known.recorded().incomplete() : known.recorded();
  }

  /** Hears the provider's events. */
  private final class Passing implements AnswerEvents {
    @Override
    public void start(String id, String model, Optional<Usage> known) {
      writer.start(id, model, known);
    }

    @Override
    public void text(String delta) {
      begun = true;
      content += ContentBytes.of(delta);
      writer.text(delta);
    }

    @Override
    public void refusal(String delta) {
      begun = true;
      content += ContentBytes.of(delta);
      writer.refusal(delta);
    }

    @Override
    public void reasoning(String delta) {
      begun = true;
      content += ContentBytes.of(delta);
      writer.reasoning(delta);
    }

    @Override
    public void seal(Seal seal) {
      begun = true;
      writer.seal(seal);
    }

    @Override
    public void call(int index, String id, String name, Optional<String> signature) {
      begun = true;
      writer.call(index, id, name, signature);
    }

    @Override
    public void arguments(String delta) {
      content += ContentBytes.of(delta);
      writer.arguments(delta);
    }

    @Override
    public void callEnd() {
      writer.callEnd();
    }

    /** Before the response begins there is nothing to keep alive: another may still answer. */
    @Override
    public void ping() {
      if (begun) {
        writer.ping();
      }
    }

    @Override
    public void finish(Finish reason) {
      begun = true;
      finish = Optional.of(reason.reason().recorded());
      writer.finish(reason);
    }

    @Override
    public void usage(Usage known) {
      begun = true;
      writer.usage(known);
    }

    @Override
    public void end() {
      ended = true;
      writer.end();
    }

    @Override
    public void fault(ProviderError error) {
      fault = error;
    }

    @Override
    public void malformed() {
      malformed = true;
    }
  }
}
