package com.plurence.gateway.json;

/** How far a lexer came with the bytes it was given. */
enum Lexed {
  /** All bytes were taken and the token goes on. */
  MORE,
  /** The token is complete. */
  DONE,
  /** The byte at the index that was returned cannot stand there. */
  BAD
}
