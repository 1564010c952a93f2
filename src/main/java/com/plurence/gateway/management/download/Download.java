package com.plurence.gateway.management.download;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/**
 * Something to be kept as a file by the client.
 *
 * @param contentType of the whole
 * @param fileName a proposal: letters, digits, points and hyphens
 * @param parts gives the next part, and is asked for it when the client has taken the one before
 */
public record Download(String contentType, String fileName, Supplier<Future<Part>> parts) {
  /**
   * A part.
   *
   * @param bytes may be empty
   * @param last whether the whole ends with it
   */
  public record Part(Buffer bytes, boolean last) {}
}
