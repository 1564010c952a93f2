package com.plurence.gateway.dialect.vocabulary.request;

/**
 * Who uses the client's application.
 *
 * @param id as the application calls them
 * @param safetyIdentifier whether it was said in OpenAI's newer field of that name
 */
public record EndUser(String id, boolean safetyIdentifier) {}
