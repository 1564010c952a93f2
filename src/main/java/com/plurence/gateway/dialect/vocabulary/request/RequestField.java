package com.plurence.gateway.dialect.vocabulary.request;

/**
 * What a client said in one field of its request.
 *
 * @param path of the field in the client's own request, such as {@code messages[2].content[0]}
 * @param value what it said
 */
public record RequestField<T>(String path, T value) {}
