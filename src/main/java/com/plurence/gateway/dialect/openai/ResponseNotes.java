package com.plurence.gateway.dialect.openai;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;
import com.plurence.gateway.json.ShapeWalk;
import com.plurence.gateway.record.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes what matters of a response or event while it is walked; used again for the next. */
final class ResponseNotes implements ShapeWalk.Findings {
  private static final byte[] ERROR_OBJECT = "error".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] COMPLETION = "chat.completion".getBytes(StandardCharsets.US_ASCII);

  private boolean content;
  private long contentBytes;
  private @Nullable JsonKind choices;
  private boolean noChoices;
  private boolean data;
  private @Nullable String finishReason;

  // Of the choice being read.
  private long index;
  private boolean finished;
  private final Choices stream = new Choices();

  private final UsageNotes usage = new UsageNotes();

  private boolean error;
  private final ErrorWords nested = new ErrorWords();
  private final ErrorWords flat = new ErrorWords();
  private boolean isFlat;
  private boolean isCompletion;

  void reset() {
    content = false;
    contentBytes = 0;
    choices = null;
    noChoices = false;
    data = false;
    index = 0;
    finished = false;
    finishReason = null;
    usage.reset();
    error = false;
    isFlat = false;
    isCompletion = false;
    nested.forget();
    flat.forget();
  }

  boolean hasContent() {
    return content;
  }

  /** Of text, thoughts and calls, as they stand in the JSON. */
  long contentBytes() {
    return contentBytes;
  }

  /** Whether there is a list of choices with a choice in it. */
  boolean hasChoices() {
    return choices == JsonKind.ARRAY && !noChoices;
  }

  /**
   * Whether it says of itself that it is a completion, and has a list of choices with none in it.
   */
  boolean isCompletionWithoutChoices() {
    return isCompletion && choices == JsonKind.ARRAY && noChoices;
  }

  /** Whether there is a list of data, such as embeddings. */
  boolean hasData() {
    return data;
  }

  /** Whether every choice of all documents so far has ended. */
  boolean allEnded() {
    return stream.allEnded();
  }

  /** The value of {@code type} in the document itself. */
  Optional<String> type() {
    return Optional.ofNullable(flat.type);
  }

  boolean hasUsage() {
    return usage.isTold();
  }

  boolean isUsageOnly() {
    return usage.isTold() && !hasChoices();
  }

  boolean hasError() {
    return error || isFlat;
  }

  Optional<String> finishReason() {
    return Optional.ofNullable(finishReason);
  }

  Optional<TokenUsage> usage() {
    return usage.usage();
  }

  Optional<ProviderError> error() {
    return error ? Optional.of(nested.toError()) : flatError();
  }

  /** The words in the document itself. */
  ProviderError words() {
    return flat.toError();
  }

  /** The code and message that stand where a response would, which some send in place of errors. */
  Optional<ProviderError> complaint() {
    return !hasChoices() && !data && flat.code != null && flat.message != null
        ? Optional.of(flat.toError())
        : Optional.empty();
  }

  private Optional<ProviderError> flatError() {
    return isFlat ? Optional.of(flat.toError()) : Optional.empty();
  }

  @Override
  public void member(Member member, JsonValue value) {
    JsonKind kind = value.kind();
    if (member == ResponseShapes.CHOICES) {
      choices = kind;
      noChoices = value.empty();
    } else if (kind == JsonKind.NULL) {
      return;
    } else if (member == ResponseShapes.PART
        || member == ResponseShapes.CALLS
        || member == ResponseShapes.TEXT
        || member == ResponseShapes.WHOLE_MESSAGE) {
      content |= !value.empty();
      contentBytes += value.bytes();
    } else if (member == ResponseShapes.WRITTEN
        || member == ResponseShapes.ITEM_TEXT
        || member == ResponseShapes.ITEM_ARGUMENTS) {
      contentBytes += value.bytes();
    } else if (member == ResponseShapes.INDEX) {
      index = kind == JsonKind.NUMBER ? value.text().toLong() : 0;
    } else if (member == ResponseShapes.FINISH_REASON) {
      finish(value);
    } else if (member == ResponseShapes.DATA) {
      data = kind == JsonKind.ARRAY;
    } else if (member == ResponseShapes.ERROR) {
      noteError(value);
    } else if (member == ResponseShapes.OBJECT) {
      isFlat = value.text().is(ERROR_OBJECT);
      isCompletion = value.text().is(COMPLETION);
    } else if (!usage.note(member, value)) {
      words(member, value);
    }
  }

  @Override
  public void closing(Shape shape, ShapeWalk walk) {
    if (shape == ResponseShapes.CHOICE) {
      stream.seen(index, finished);
      index = 0;
      finished = false;
    }
  }

  /** Some providers send {@code "finish_reason": ""} until there is one. */
  private void finish(JsonValue value) {
    if (!value.empty()) {
      content = true;
      finished = true;
      finishReason = finishReason == null ? value.text().toString() : finishReason;
    }
  }

  /** Some providers send {@code "error": {}} or {@code false} with every response. */
  private void noteError(JsonValue value) {
    error = value.kind() != JsonKind.FALSE && !value.empty();
    if (value.kind() == JsonKind.STRING) {
      nested.message = value.text().toString();
    }
  }

  private void words(Member member, JsonValue value) {
    if (value.kind() != JsonKind.STRING && value.kind() != JsonKind.NUMBER) {
      return;
    }
    String text = value.text().toString();
    if (member == ResponseShapes.CODE) {
      nested.code = text;
    } else if (member == ResponseShapes.TYPE || member == ResponseShapes.STATUS) {
      nested.type = text;
    } else if (member == ResponseShapes.PARAM) {
      nested.param = text;
    } else if (member == ResponseShapes.MESSAGE) {
      nested.message = text;
    } else if (member == ResponseShapes.FLAT_CODE) {
      flat.code = text;
    } else if (member == ResponseShapes.FLAT_TYPE) {
      flat.type = text;
    } else if (member == ResponseShapes.FLAT_PARAM) {
      flat.param = text;
    } else if (member == ResponseShapes.FLAT_MESSAGE) {
      flat.message = text;
    }
  }
}
