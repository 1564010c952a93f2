package com.plurence.gateway.dialect;

/** What one event of a provider's stream amounts to. */
public enum EventKind {
  /** Its data is not JSON. */
  MALFORMED,
  /** The provider reports an error. */
  ERROR,
  /** It brings the caller something: text, a call, the end of a choice. */
  CONTENT,
  /** As {@link #CONTENT}, and the response ends with it. */
  LAST,
  /** It brings nothing yet: a role, an empty delta. */
  OPENING,
  /** It has no choice: usage alone, a ping, an object that nothing is known of. */
  NOTHING
}
