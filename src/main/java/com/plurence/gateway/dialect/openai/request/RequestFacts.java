package com.plurence.gateway.dialect.openai.request;

import com.plurence.gateway.dialect.InputSize;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.Splice;
import com.plurence.gateway.dialect.request.RequestFindings;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;
import com.plurence.gateway.json.ShapeWalk;
import java.util.Optional;
import java.util.OptionalLong;

/** Notes what matters of a request while it is walked. */
final class RequestFacts extends RequestFindings {
  private static final long UNKNOWN = -1;

  boolean includeUsage;
  long choices = 1;

  private long maxTokens = UNKNOWN;
  private long maxCompletionTokens = UNKNOWN;
  private JsonKind options = JsonKind.NULL;
  private long optionsFrom = UNKNOWN;
  private long optionsTo;
  private boolean optionsEmpty;
  private long usageFrom = UNKNOWN;
  private long usageTo;
  // Of the message being read.
  private boolean contentNeeded;
  private boolean contentGiven;
  // Of embeddings.
  private boolean inputGiven;

  /**
   * {@code max_completion_tokens}, which replaces the older {@code max_tokens} where both are.
   * Empty for 0 and less, too, by which clients mean that there is no limit.
   */
  OptionalLong maxTokens() {
    long most = maxCompletionTokens == UNKNOWN ? maxTokens : maxCompletionTokens;
    return most <= 0 ? OptionalLong.empty() : OptionalLong.of(most);
  }

  /** The change that makes the provider send usage; empty if the client asks for it anyway. */
  Optional<Splice> usageSplice() {
    if (includeUsage) {
      return Optional.empty();
    }
    if (usageFrom != UNKNOWN) {
      return Optional.of(new Splice(usageFrom, usageTo, "true"));
    }
    if (optionsFrom == UNKNOWN) {
      // A valid request has a model, so there is a member to part from.
      return Optional.of(
          Splice.insert(rootFrom() + 1, "\"stream_options\":{\"include_usage\":true},"));
    }
    if (options == JsonKind.NULL) {
      return Optional.of(new Splice(optionsFrom, optionsTo, "{\"include_usage\":true}"));
    }
    String comma = optionsEmpty ? "" : ",";
    return Optional.of(Splice.insert(optionsFrom + 1, "\"include_usage\":true" + comma));
  }

  @Override
  protected ScannedRequest request(InputSize size) {
    return new OpenAiRequest(this, size);
  }

  @Override
  protected void other(Member member, JsonValue value) {
    if (member == RequestShapes.ROLE) {
      contentNeeded = RequestShapes.needsContent(value.text());
    } else if (member == RequestShapes.CONTENT) {
      contentGiven = value.kind() != JsonKind.NULL;
    } else if (member == RequestShapes.INCLUDE_USAGE) {
      includeUsage = value.kind() == JsonKind.TRUE;
      usageFrom = value.from();
      usageTo = value.to();
    } else if (member == RequestShapes.STREAM_OPTIONS) {
      options = value.kind();
      optionsFrom = value.from();
      optionsTo = value.to();
      optionsEmpty = value.empty();
    } else if (member == RequestShapes.MESSAGES
        || member == RequestShapes.TOOLS
        || member == RequestShapes.INPUT
        || member == RequestShapes.EMBEDDED_MESSAGES
        || member == RequestShapes.PROMPT
        || member == RequestShapes.RESPONSE_INPUT) {
      countInput(value);
      inputGiven |= value.kind() != JsonKind.NULL;
    } else if (value.kind() == JsonKind.NUMBER) {
      number(member, value.text().toLong());
    }
  }

  private void number(Member member, long number) {
    if (member == RequestShapes.MAX_TOKENS) {
      maxTokens = number;
    } else if (member == RequestShapes.MAX_COMPLETION_TOKENS
        || member == RequestShapes.MAX_OUTPUT_TOKENS) {
      maxCompletionTokens = number;
    } else if (member == RequestShapes.N) {
      choices = Math.max(1, number);
    }
  }

  @Override
  public void closing(Shape shape, ShapeWalk walk) {
    if (shape == RequestShapes.MESSAGE) {
      if (contentNeeded && !contentGiven) {
        walk.violation(RequestShapes.CONTENT.name(), "is required");
      }
      contentNeeded = false;
      contentGiven = false;
    } else if (shape == RequestShapes.EMBEDDINGS && !inputGiven) {
      walk.violation(RequestShapes.INPUT.name(), "is required");
    }
  }
}
