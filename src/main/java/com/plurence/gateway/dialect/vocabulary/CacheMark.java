package com.plurence.gateway.dialect.vocabulary;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Up to here a prompt is worth caching.
 *
 * @param path of the field that says so
 * @param control what Anthropic's {@code cache_control} says; {@code {"type":"ephemeral"}} if it
 *     was said in another field
 */
public record CacheMark(String path, ObjectNode control) {}
