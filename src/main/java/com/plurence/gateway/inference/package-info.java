/**
 * Chat, embeddings and models: the endpoints that applications call, and the way from a request to
 * its response.
 */
@NullMarked
package com.plurence.gateway.inference;

import org.jspecify.annotations.NullMarked;
