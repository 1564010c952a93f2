/** Reading the responses, events and errors of providers that speak the OpenAI dialect. */
@NullMarked
package com.plurence.gateway.provider.openai;

import org.jspecify.annotations.NullMarked;
