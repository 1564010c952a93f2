/** Chat completions translated by both halves alone: what no golden case says. */
@NullMarked
package com.plurence.gateway.dialect.openai.chat;

import org.jspecify.annotations.NullMarked;
