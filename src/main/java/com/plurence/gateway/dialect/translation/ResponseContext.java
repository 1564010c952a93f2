package com.plurence.gateway.dialect.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.Tool;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a response is written from beside the provider's words. It lives as long as the response, so
 * it does not hold the request.
 *
 * @param names of the tools, to give the client its own back
 * @param freeForm tools by the client's name that take one text instead of arguments
 * @param usageWanted whether a stream is to end with usage, where clients can choose
 * @param sealsWanted whether the client wants what providers sign, where clients can choose
 * @param echo members of the request that the response repeats
 * @param ids for what the provider gives none
 * @param createdAt seconds since 1970
 * @param estimatedInput tokens, at least 1, for a provider that tells them too late
 */
public record ResponseContext(
    ToolNames names,
    Set<String> freeForm,
    boolean usageWanted,
    boolean sealsWanted,
    Optional<ObjectNode> echo,
    IdSource ids,
    long createdAt,
    long estimatedInput) {

  /** What the response to {@code request} is written from. */
  public static ResponseContext of(
      ModelRequest request, ToolNames names, IdSource ids, long createdAt, long estimatedInput) {
    return new ResponseContext(
        names,
        request.tools().stream()
            .filter(Tool::freeForm)
            .map(Tool::name)
            .collect(Collectors.toUnmodifiableSet()),
        request.usageWanted(),
        request.sealsWanted(),
        request.echo(),
        ids,
        createdAt,
        Math.max(1, estimatedInput));
  }
}
