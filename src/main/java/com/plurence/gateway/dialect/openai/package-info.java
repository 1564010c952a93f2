/** Reading the responses, events and errors of providers that speak the OpenAI dialect. */
@NullMarked
package com.plurence.gateway.dialect.openai;

import org.jspecify.annotations.NullMarked;
