/**
 * The API keys: what they look like, which of them exist, held in memory, and the feed that keeps
 * them.
 */
@NullMarked
package com.plurence.gateway.auth.key;

import org.jspecify.annotations.NullMarked;
