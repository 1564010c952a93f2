package com.plurence.gateway.dialect.anthropic.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.plurence.gateway.dialect.Splice;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonListener;
import com.plurence.gateway.json.JsonText;
import com.plurence.gateway.json.JsonValue;

/** The wish to think: whether it has a budget, and where it stands among its neighbours. */
final class ThinkingMember implements JsonListener {
  private static final byte[] NAME = "thinking".getBytes(US_ASCII);
  private static final byte[] TYPE = "type".getBytes(US_ASCII);
  private static final byte[] ENABLED = "enabled".getBytes(US_ASCII);
  private static final long UNKNOWN = -1;

  private boolean isType;
  private boolean enabled;
  private boolean open;
  private long from = UNKNOWN;
  private long to;
  private long nextFrom = UNKNOWN;
  // Of the member before it, and of the one that has ended last.
  private long previousTo;
  private long endedTo;

  /** Another member of the request begins. True if it is this one. */
  boolean begins(JsonText name, long nameFrom) {
    if (from != UNKNOWN && nextFrom == UNKNOWN) {
      nextFrom = nameFrom;
    }
    open = name.is(NAME);
    if (open) {
      from = nameFrom;
      nextFrom = UNKNOWN;
      previousTo = endedTo;
      enabled = false;
    }
    return open;
  }

  /** The member that began last has ended. */
  void ended(long end) {
    endedTo = end;
    if (open) {
      to = end;
      open = false;
    }
  }

  /** Whether the client wants the model to think with a budget. */
  boolean hasBudget() {
    return enabled;
  }

  /** Takes it out of the request, with the comma that parts it from a neighbour. */
  Splice cut() {
    return nextFrom == UNKNOWN ? new Splice(previousTo, to, "") : new Splice(from, nextFrom, "");
  }

  @Override
  public boolean enter(JsonKind kind) {
    return false;
  }

  @Override
  public void leave(JsonValue container) {}

  @Override
  public void name(JsonText name) {
    isType = name.is(TYPE);
  }

  @Override
  public int textLimit() {
    return isType ? ENABLED.length + 1 : 0;
  }

  @Override
  public void value(JsonValue value) {
    if (isType) {
      enabled = value.kind() == JsonKind.STRING && value.text().is(ENABLED);
    }
  }
}
