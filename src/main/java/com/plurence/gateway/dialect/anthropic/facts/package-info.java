/** What is read of responses of Anthropic that pass on byte for byte. */
@NullMarked
package com.plurence.gateway.dialect.anthropic.facts;

import org.jspecify.annotations.NullMarked;
