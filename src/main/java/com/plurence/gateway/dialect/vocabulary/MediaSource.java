package com.plurence.gateway.dialect.vocabulary;

/** Where the bytes of an image, a document or sound are. */
public sealed interface MediaSource {
  /**
   * In the request.
   *
   * @param mimeType in lower case, without parameters
   * @param base64 as the client encoded it; never decoded here
   */
  record Data(String mimeType, String base64) implements MediaSource {}

  /** Somewhere else; nobody here fetches it. */
  record Url(String url) implements MediaSource {}

  /** A document that is plain text. */
  record PlainText(String text) implements MediaSource {}
}
