/** How the fake provider speaks beside Chat Completions: as Anthropic, as Google, as Responses. */
@NullMarked
package com.plurence.gateway.demo.dialect;

import org.jspecify.annotations.NullMarked;
