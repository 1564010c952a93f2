/** Tests of reading requests in the OpenAI dialect. */
@NullMarked
package com.plurence.gateway.dialect.openai.request;

import org.jspecify.annotations.NullMarked;
