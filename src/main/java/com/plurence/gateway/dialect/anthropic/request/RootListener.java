package com.plurence.gateway.dialect.anthropic.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonListener;
import com.plurence.gateway.json.JsonText;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.ShapeWalk;
import org.jspecify.annotations.Nullable;

/**
 * Lets the walk hear of the members of a request, and the searches of what is in two of them, which
 * nobody judges.
 */
final class RootListener implements JsonListener {
  private static final byte[] MESSAGES = "messages".getBytes(US_ASCII);

  private final ShapeWalk walk;
  private final SealSearch seals;
  private final ThinkingMember thinking;
  private boolean rootIsOpen;
  private boolean isMessages;
  private boolean isThinking;

  // Who hears of what is in a member, and how deep it is in it; null: nobody.
  private @Nullable JsonListener inner;
  private int innerDepth;

  RootListener(ShapeWalk walk, SealSearch seals, ThinkingMember thinking) {
    this.walk = walk;
    this.seals = seals;
    this.thinking = thinking;
  }

  @Override
  public boolean enter(JsonKind kind) {
    JsonListener within = inner;
    if (within != null) {
      boolean heard = within.enter(kind);
      innerDepth += heard ? 1 : 0;
      return heard;
    }
    if (!rootIsOpen) {
      rootIsOpen = walk.enter(kind);
      return rootIsOpen;
    }
    if (isMessages && kind == JsonKind.ARRAY) {
      seals.begin();
      inner = seals;
    } else if (isThinking && kind == JsonKind.OBJECT) {
      inner = thinking;
    }
    innerDepth = 1;
    return inner != null;
  }

  @Override
  public void leave(JsonValue container) {
    JsonListener within = inner;
    if (within == null) {
      walk.leave(container);
      return;
    }
    innerDepth--;
    within.leave(container);
    if (innerDepth == 0) {
      inner = null;
      value(container);
    }
  }

  @Override
  public void name(JsonText name) {
    name(name, 0);
  }

  @Override
  public void name(JsonText name, long from) {
    JsonListener within = inner;
    if (within != null) {
      within.name(name);
      return;
    }
    isMessages = name.is(MESSAGES);
    isThinking = thinking.begins(name, from);
    walk.name(name);
  }

  @Override
  public int textLimit() {
    JsonListener within = inner;
    return within == null ? walk.textLimit() : within.textLimit();
  }

  @Override
  public void value(JsonValue value) {
    JsonListener within = inner;
    if (within != null) {
      within.value(value);
      return;
    }
    walk.value(value);
    if (rootIsOpen) {
      thinking.ended(value.to());
    }
  }
}
