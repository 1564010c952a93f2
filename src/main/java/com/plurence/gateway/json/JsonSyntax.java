package com.plurence.gateway.json;

/**
 * Whether bytes are JSON, without a look at what they say.
 *
 * @param offset of the byte that is wrong, if one is
 */
public record JsonSyntax(JsonOutcome outcome, long offset) {

  /** Reads {@code document}, in which at most {@code maxDepth} objects and arrays may be open. */
  public static JsonSyntax of(byte[] document, int maxDepth) {
    JsonScanner scanner = new JsonScanner(new Silence(), maxDepth);
    scanner.feed(document, 0, document.length);
    JsonOutcome outcome = scanner.finish();
    return new JsonSyntax(outcome, scanner.offset());
  }

  private static final class Silence implements JsonListener {
    @Override
    public boolean enter(JsonKind kind) {
      return false;
    }

    @Override
    public void leave(JsonValue container) {}

    @Override
    public void name(JsonText name) {}

    @Override
    public int textLimit() {
      return 0;
    }

    @Override
    public void value(JsonValue value) {}
  }
}
