package com.plurence.gateway.extension.host.ownership;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.error.MessageCode;

/** A way to fail that an extension has registered. */
public record RegisteredError(String id, MessageCode messageCode, String message, boolean retryable)
    implements ErrorKind {}
