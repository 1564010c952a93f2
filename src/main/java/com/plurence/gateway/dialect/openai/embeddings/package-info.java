/** Embeddings of the OpenAI API for providers that speak another dialect. */
@NullMarked
package com.plurence.gateway.dialect.openai.embeddings;

import org.jspecify.annotations.NullMarked;
