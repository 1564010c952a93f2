/**
 * The OpenAI API's Responses, for clients: their two halves of a translation, and their failures.
 */
@NullMarked
package com.plurence.gateway.dialect.openai.responses;

import org.jspecify.annotations.NullMarked;
