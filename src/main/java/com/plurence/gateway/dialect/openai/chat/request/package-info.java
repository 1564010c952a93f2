/** Requests for chat completions: read from clients, written to providers. */
@NullMarked
package com.plurence.gateway.dialect.openai.chat.request;

import org.jspecify.annotations.NullMarked;
