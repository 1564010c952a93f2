/**
 * The fault laboratory: a fake OpenAI-compatible provider over real sockets, deterministic, and
 * told by {@code x-demo-*} headers how to misbehave.
 */
@NullMarked
package com.plurence.gateway.demo;

import org.jspecify.annotations.NullMarked;
