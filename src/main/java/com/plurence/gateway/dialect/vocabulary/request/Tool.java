package com.plurence.gateway.dialect.vocabulary.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.CacheMark;
import java.util.Optional;

/**
 * A function that the client runs when the model calls it.
 *
 * @param path of the tool in the client's request
 * @param name as the client calls it
 * @param schema of its arguments, as {@link JsonSchemas#ofArguments} completes it
 * @param strict whether calls must match the schema, and the field that says so
 * @param freeForm whether the client takes one text instead of arguments; the schema has it as
 *     {@code input}
 */
public record Tool(
    String path,
    String name,
    Optional<String> description,
    ObjectNode schema,
    Optional<RequestField<Boolean>> strict,
    boolean freeForm,
    Optional<CacheMark> cacheMark) {}
