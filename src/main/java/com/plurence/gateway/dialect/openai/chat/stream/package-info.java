/** Streams of chat completions in chunks: read from providers, written to clients. */
@NullMarked
package com.plurence.gateway.dialect.openai.chat.stream;

import org.jspecify.annotations.NullMarked;
