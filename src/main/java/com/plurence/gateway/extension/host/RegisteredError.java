package com.plurence.gateway.extension.host;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.error.MessageCode;

/** A way to fail that an extension has registered. */
record RegisteredError(String id, MessageCode messageCode, String message, boolean retryable)
    implements ErrorKind {}
