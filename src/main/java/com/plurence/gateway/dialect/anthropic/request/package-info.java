/** Requests in the Anthropic dialect: read and validated in one pass, and changed in few bytes. */
@NullMarked
package com.plurence.gateway.dialect.anthropic.request;

import org.jspecify.annotations.NullMarked;
