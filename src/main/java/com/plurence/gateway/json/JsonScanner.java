package com.plurence.gateway.json;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Reads one JSON document in pieces that may be cut at any byte, and tells a listener what is in
 * it. Strict as RFC 8259: invalid UTF-8 is refused, and so is a byte order mark, since what is
 * accepted here is passed on to parsers that refuse it; whoever reads bodies takes it off before.
 * Takes linear time, never recurses, and keeps nothing but the text that the listener asks for.
 * Used by one thread at a time.
 */
public final class JsonScanner {
  private static final int NAME_LIMIT = 64;

  // What must come next.
  private static final int VALUE = 0;
  private static final int FIRST_ITEM = 1;
  private static final int FIRST_NAME = 2;
  private static final int NAME = 3;
  private static final int COLON = 4;
  private static final int NEXT = 5;
  private static final int END = 6;
  private static final int IN_NAME = 7;
  private static final int IN_STRING = 8;
  private static final int IN_NUMBER = 9;
  private static final int IN_LITERAL = 10;

  private static final int REFUSED = Integer.MAX_VALUE;

  private final JsonListener listener;
  private final JsonText text = new JsonText();
  private final JsonValue value = new JsonValue(text);
  private final StringLexer string;
  private final NumberLexer number;
  private final LiteralLexer literal = new LiteralLexer();
  private final Nesting nesting;

  private JsonOutcome outcome = JsonOutcome.UNFINISHED;
  private int state = VALUE;
  // The offset of the byte at index 0 of the piece that is being read.
  private long base;
  private long offset;
  private long valueFrom;
  private long nameFrom;

  /**
   * A scanner for one document, or for one after the other with {@link #reset()}.
   *
   * @param maxDepth how many objects and arrays may be open at once; a scalar alone has depth 0
   */
  public JsonScanner(JsonListener listener, int maxDepth) {
    this.listener = listener;
    this.nesting = new Nesting(maxDepth);
    TextCollector collector = new TextCollector();
    this.string = new StringLexer(collector, text);
    this.number = new NumberLexer(collector, text);
  }

  /** Begins another document. */
  public void reset() {
    outcome = JsonOutcome.UNFINISHED;
    state = VALUE;
    base = 0;
    offset = 0;
    nesting.reset();
  }

  /** What is known of the document so far. */
  public JsonOutcome outcome() {
    return outcome;
  }

  /** How many bytes were read; where the document was refused, the offset of the byte at fault. */
  public long offset() {
    return offset;
  }

  /**
   * Reads the next piece, the bytes of {@code bytes} from {@code from} to before {@code to}. False
   * once the document is refused; further pieces are then ignored.
   */
  public boolean feed(byte[] bytes, int from, int to) {
    if (outcome != JsonOutcome.UNFINISHED) {
      return false;
    }
    base = offset - from;
    int i = from;
    while (i < to) {
      i =
          switch (state) {
            case IN_NAME, IN_STRING -> string(bytes, i, to);
            case IN_NUMBER -> number(bytes, i, to);
            case IN_LITERAL -> literal(bytes, i, to);
            default -> structure(bytes, i, to);
          };
    }
    if (i == REFUSED) {
      return false;
    }
    offset = base + to;
    return true;
  }

  /** Reads the next piece, without copying it where it lies on the heap. */
  public boolean feed(Buffer piece) {
    ByteBuf bytes = ((BufferInternal) piece).getByteBuf();
    int size = bytes.readableBytes();
    if (bytes.hasArray()) {
      int from = bytes.arrayOffset() + bytes.readerIndex();
      return feed(bytes.array(), from, from + size);
    }
    return feed(piece.getBytes(), 0, size);
  }

  /** The document ends here. Never {@code UNFINISHED}. */
  public JsonOutcome finish() {
    if (outcome != JsonOutcome.UNFINISHED) {
      return outcome;
    }
    if (state == IN_NUMBER && nesting.depth() == 0 && number.finish()) {
      base = offset;
      scalar(JsonKind.NUMBER, 0, false);
    }
    if (state == END) {
      outcome = JsonOutcome.COMPLETE;
    } else if (state == VALUE && nesting.depth() == 0) {
      outcome = JsonOutcome.EMPTY;
    } else {
      outcome = JsonOutcome.MALFORMED;
    }
    return outcome;
  }

  private int structure(byte[] bytes, int i, int to) {
    byte c = bytes[i];
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      return i + 1;
    }
    return switch (state) {
      case VALUE -> beginValue(bytes, i, to);
      case FIRST_ITEM -> c == ']' ? close(JsonKind.ARRAY, true, i) : beginValue(bytes, i, to);
      case FIRST_NAME -> c == '}' ? close(JsonKind.OBJECT, true, i) : beginName(bytes, i, to);
      case NAME -> beginName(bytes, i, to);
      case COLON -> c == ':' ? expect(VALUE, i) : refuse(JsonOutcome.MALFORMED, i);
      case NEXT -> next(c, i);
      default -> refuse(JsonOutcome.MALFORMED, i);
    };
  }

  private int next(byte c, int i) {
    if (c == ',') {
      return expect(nesting.inObject() ? NAME : VALUE, i);
    }
    if (c == (nesting.inObject() ? '}' : ']')) {
      return close(nesting.inObject() ? JsonKind.OBJECT : JsonKind.ARRAY, false, i);
    }
    return refuse(JsonOutcome.MALFORMED, i);
  }

  private int beginName(byte[] bytes, int i, int to) {
    if (bytes[i] != '"') {
      return refuse(JsonOutcome.MALFORMED, i);
    }
    nameFrom = base + i;
    string.begin(nesting.heard() ? NAME_LIMIT : 0);
    state = IN_NAME;
    return string(bytes, i + 1, to);
  }

  private int beginValue(byte[] bytes, int i, int to) {
    switch (bytes[i]) {
      case '"' -> {
        valueFrom = base + i;
        string.begin(nesting.heard() ? listener.textLimit() : 0);
        state = IN_STRING;
        return string(bytes, i + 1, to);
      }
      case '{' -> {
        return open(JsonKind.OBJECT, i);
      }
      case '[' -> {
        return open(JsonKind.ARRAY, i);
      }
      case 't', 'f', 'n' -> {
        return beginLiteral(bytes[i], i);
      }
      default -> {
        valueFrom = base + i;
        number.begin(nesting.heard());
        state = IN_NUMBER;
        return i;
      }
    }
  }

  private int beginLiteral(byte first, int i) {
    valueFrom = base + i;
    literal.begin(first);
    text.showNothing();
    return expect(IN_LITERAL, i);
  }

  private int string(byte[] bytes, int from, int to) {
    int i = string.read(bytes, from, to);
    if (string.result() == Lexed.MORE) {
      return i;
    }
    if (string.result() == Lexed.BAD) {
      return refuse(JsonOutcome.MALFORMED, i);
    }
    if (state == IN_NAME) {
      if (nesting.heard()) {
        listener.name(text, nameFrom);
      }
      return afterName(bytes, i, to);
    }
    scalar(JsonKind.STRING, i, base + i - valueFrom == 2);
    return afterValue(bytes, i, to);
  }

  private int number(byte[] bytes, int from, int to) {
    int i = number.read(bytes, from, to);
    return lexed(number.result(), JsonKind.NUMBER, bytes, i, to);
  }

  private int literal(byte[] bytes, int from, int to) {
    int i = literal.read(bytes, from, to);
    return lexed(literal.result(), literal.kind(), bytes, i, to);
  }

  private int lexed(Lexed result, JsonKind kind, byte[] bytes, int i, int to) {
    if (result == Lexed.MORE) {
      return i;
    }
    if (result == Lexed.BAD) {
      return refuse(JsonOutcome.MALFORMED, i);
    }
    scalar(kind, i, false);
    return afterValue(bytes, i, to);
  }

  /** Nearly all write the colon right behind the name. */
  private int afterName(byte[] bytes, int i, int to) {
    if (i < to && bytes[i] == ':') {
      return expect(VALUE, i);
    }
    state = COLON;
    return i;
  }

  /** Nearly all write the comma right behind the value. */
  private int afterValue(byte[] bytes, int i, int to) {
    return state == NEXT && i < to && bytes[i] == ',' ? next(bytes[i], i) : i;
  }

  private void scalar(JsonKind kind, int end, boolean empty) {
    if (nesting.heard()) {
      listener.value(value.show(kind, valueFrom, base + end, empty));
    }
    state = nesting.depth() == 0 ? END : NEXT;
  }

  private int open(JsonKind kind, int i) {
    if (nesting.full()) {
      return refuse(JsonOutcome.TOO_DEEP, i);
    }
    boolean heard = nesting.heard() && listener.enter(kind);
    nesting.open(kind == JsonKind.OBJECT, heard, base + i);
    return expect(kind == JsonKind.OBJECT ? FIRST_NAME : FIRST_ITEM, i);
  }

  private int close(JsonKind kind, boolean empty, int i) {
    boolean contentHeard = nesting.heard();
    long from = nesting.close();
    if (nesting.heard()) {
      text.showNothing();
      value.show(kind, from, base + i + 1, empty);
      if (contentHeard) {
        listener.leave(value);
      } else {
        listener.value(value);
      }
    }
    return expect(nesting.depth() == 0 ? END : NEXT, i);
  }

  private int expect(int next, int i) {
    state = next;
    return i + 1;
  }

  private int refuse(JsonOutcome why, int i) {
    outcome = why;
    offset = base + i;
    return REFUSED;
  }
}
