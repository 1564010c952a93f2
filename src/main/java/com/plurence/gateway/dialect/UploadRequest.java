package com.plurence.gateway.dialect;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is known of a request that brings files.
 *
 * @param model the model's name as the client knows it
 */
public record UploadRequest(String model) implements ScannedRequest {
  @Override
  public boolean stream() {
    return false;
  }

  @Override
  public boolean includeUsage() {
    return false;
  }

  @Override
  public OptionalLong maxTokens() {
    return OptionalLong.empty();
  }

  @Override
  public long choices() {
    return 1;
  }

  @Override
  public long inputBytes() {
    return 0;
  }

  @Override
  public InputSize inputSize() {
    return InputSize.UNKNOWN;
  }

  /** None: the body is not JSON, and whoever holds it writes the model's name into it. */
  @Override
  public List<Splice> splices(String upstreamModel, boolean forceUsage) {
    return List.of();
  }
}
