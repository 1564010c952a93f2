package com.plurence.gateway.extension.host;

import com.plurence.gateway.config.StartException;

/** An extension can't be deployed; the message is for the operator. */
public final class HostingException extends StartException {
  HostingException(String message) {
    super(message);
  }

  HostingException(String message, Throwable cause) {
    super(message, cause);
  }
}
