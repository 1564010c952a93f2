package com.plurence.gateway.extension.host.loading;

import com.plurence.gateway.config.StartException;

/** An extension can't be deployed; the message is for the operator. */
public final class HostingException extends StartException {
  public HostingException(String message) {
    super(message);
  }

  public HostingException(String message, Throwable cause) {
    super(message, cause);
  }
}
