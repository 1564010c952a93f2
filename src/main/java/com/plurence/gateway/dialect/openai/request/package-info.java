/** Requests in the OpenAI dialect: read and validated in one pass, and changed in few bytes. */
@NullMarked
package com.plurence.gateway.dialect.openai.request;

import org.jspecify.annotations.NullMarked;
