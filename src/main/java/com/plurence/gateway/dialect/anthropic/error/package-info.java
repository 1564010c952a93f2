/** What errors mean that a provider of the Messages dialect reports. */
@NullMarked
package com.plurence.gateway.dialect.anthropic.error;

import org.jspecify.annotations.NullMarked;
