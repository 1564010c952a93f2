/** Whole chat completions: read from providers, written to clients. */
@NullMarked
package com.plurence.gateway.dialect.openai.chat.response;

import org.jspecify.annotations.NullMarked;
