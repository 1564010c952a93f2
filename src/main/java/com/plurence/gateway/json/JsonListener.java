package com.plurence.gateway.json;

/**
 * Hears of a document while it is read. Views that are handed out end with the call. Called on the
 * thread that feeds the scanner; must not throw.
 */
public interface JsonListener {

  /** An object or array begins. True to hear of what is in it; otherwise it passes in silence. */
  boolean enter(JsonKind kind);

  /** An object or array ended, about whose content this listener wanted to hear. */
  void leave(JsonValue container);

  /** The name of a member, whose value follows. Names longer than 64 bytes are cut. */
  void name(JsonText name);

  /**
   * The same, for who wants to know where it stands.
   *
   * @param from offset of its opening quote
   */
  default void name(JsonText name, long from) {
    name(name);
  }

  /** How many bytes of the string that begins now are of interest; 0 for none. */
  int textLimit();

  /** A scalar ended, or an object or array whose content was not wanted. */
  void value(JsonValue value);
}
