/** What providers of the Messages dialect are asked, and what they answer: to it, and from it. */
@NullMarked
package com.plurence.gateway.dialect.anthropic.provider;

import org.jspecify.annotations.NullMarked;
