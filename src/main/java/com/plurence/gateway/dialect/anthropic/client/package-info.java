/** What clients of the Messages dialect ask, and what they are answered: from it, and to it. */
@NullMarked
package com.plurence.gateway.dialect.anthropic.client;

import org.jspecify.annotations.NullMarked;
