package com.plurence.gateway.inference.upload;

import com.plurence.gateway.inference.upload.MultipartScan.Found;
import com.plurence.gateway.upstream.attempt.Payload;

/** A request that brings files, of which the model is known. Lives on one event loop. */
public interface Upload {
  /** The model and where it stands. */
  Found found();

  /** The model, as the client names it. */
  default String model() {
    return found().model();
  }

  /** The body for a target that knows the model as {@code upstreamModel}; once an attempt. */
  Payload payload(String upstreamModel);

  /** Whether it can be sent again. */
  boolean isRepeatable();

  /** Lets go of everything; calls after the first do nothing. */
  void close();
}
