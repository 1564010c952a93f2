package com.plurence.gateway.json;

/** What became of a document. */
public enum JsonOutcome {
  /** Everything so far is right, and more may come. */
  UNFINISHED,
  /** One valid JSON value. */
  COMPLETE,
  /** Nothing but whitespace. */
  EMPTY,
  /** Not JSON; the scanner's offset is that of the first byte that cannot belong to it. */
  MALFORMED,
  /** Nested deeper than allowed; the scanner's offset is that of the bracket too many. */
  TOO_DEEP
}
