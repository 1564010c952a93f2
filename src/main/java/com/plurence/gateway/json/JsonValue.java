package com.plurence.gateway.json;

/**
 * A view of one value that has been read to its end. Valid only during the call that hands it out:
 * the scanner uses it again.
 */
public final class JsonValue {
  private final JsonText text;

  private JsonKind kind = JsonKind.NULL;
  private long from;
  private long to;
  private boolean empty;

  JsonValue(JsonText text) {
    this.text = text;
  }

  JsonValue show(JsonKind newKind, long newFrom, long newTo, boolean nowEmpty) {
    kind = newKind;
    from = newFrom;
    to = newTo;
    empty = nowEmpty;
    return this;
  }

  /** What kind of value it is. */
  public JsonKind kind() {
    return kind;
  }

  /** The decoded text of a number or of a string that was asked for; otherwise empty. */
  public JsonText text() {
    return text;
  }

  /** Offset of its first byte from the beginning of the document; a string's includes its quote. */
  public long from() {
    return from;
  }

  /** Offset behind its last byte. */
  public long to() {
    return to;
  }

  /** Between the quotes of a string, as they stand in the document; 0 of all other values. */
  public long bytes() {
    return kind == JsonKind.STRING ? to - from - 2 : 0;
  }

  /** Whether it is {@code ""}, an object without members or an array without items. */
  public boolean empty() {
    return empty;
  }
}
