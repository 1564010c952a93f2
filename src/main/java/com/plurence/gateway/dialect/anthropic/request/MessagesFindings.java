package com.plurence.gateway.dialect.anthropic.request;

import com.plurence.gateway.dialect.InputSize;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.dialect.request.RequestFindings;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import java.util.OptionalLong;

/** Notes what matters of a request to the Messages API while it is walked. */
final class MessagesFindings extends RequestFindings {
  private final SealSearch seals;
  private final ThinkingMember thinking;
  private OptionalLong maxTokens = OptionalLong.empty();

  MessagesFindings(SealSearch seals, ThinkingMember thinking) {
    this.seals = seals;
    this.thinking = thinking;
  }

  @Override
  protected ScannedRequest request(InputSize size) {
    return new MessagesRequest(
        model(), stream(), maxTokens, inputBytes(), size, seals.found(thinking));
  }

  @Override
  protected void other(Member member, JsonValue value) {
    if (member == MessagesScan.MAX_TOKENS) {
      // A limit of 0 asks for no response at all, only for the prompt to be read.
      maxTokens =
          value.kind() == JsonKind.NUMBER
              ? OptionalLong.of(value.text().toLong())
              : OptionalLong.empty();
    } else {
      countInput(value);
    }
  }
}
