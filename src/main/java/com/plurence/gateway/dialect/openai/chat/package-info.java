/** Chat Completions on the way to and from the vocabulary: the halves of translations. */
@NullMarked
package com.plurence.gateway.dialect.openai.chat;

import org.jspecify.annotations.NullMarked;
