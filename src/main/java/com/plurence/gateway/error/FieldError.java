package com.plurence.gateway.error;

/**
 * One violation in a request.
 *
 * @param field path of the field, such as {@code messages[0].role}
 * @param message what is wrong with it, in the client's words
 */
public record FieldError(String field, String message) {}
