package com.plurence.gateway.dialect.vocabulary.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Turn;
import java.util.List;
import java.util.Optional;

/**
 * What a client asks of a model, in no dialect. What a client leaves out is empty. Immutable, but
 * for the JSON in it, which nobody changes: a writer that wants another form copies.
 *
 * @param system the instructions that lead the conversation
 * @param turns the conversation, one for each message of the client, in its order; a system message
 *     in the middle stands in its place
 * @param tools that a client runs itself
 * @param toolChoice which of them the model may or must call
 * @param parallelToolCalls whether it may call several at once
 * @param maxOutput the most tokens of one response, thoughts included
 * @param sampling how tokens are chosen
 * @param stop the sequences that end a response
 * @param choices how many responses are wanted
 * @param format the form that a response must have
 * @param thinking how much the model is to think
 * @param endUser who uses the client's application
 * @param stream whether events are wanted
 * @param usageWanted whether usage is wanted at the end of a stream
 * @param sealsWanted whether the client wants what providers sign, where clients can choose
 * @param hints what changes cost or taste and can only be said in one dialect or two
 * @param echo members of the request as a response of the client's dialect repeats them; empty
 *     where none does
 */
public record ModelRequest(
    List<Part.Text> system,
    List<Turn> turns,
    List<Tool> tools,
    Optional<RequestField<ToolChoice>> toolChoice,
    Optional<RequestField<Boolean>> parallelToolCalls,
    Optional<RequestField<Long>> maxOutput,
    Sampling sampling,
    Optional<RequestField<List<String>>> stop,
    Optional<RequestField<Long>> choices,
    Optional<RequestField<OutputFormat>> format,
    Optional<RequestField<ThinkingWish>> thinking,
    Optional<RequestField<EndUser>> endUser,
    boolean stream,
    boolean usageWanted,
    boolean sealsWanted,
    Hints hints,
    Optional<ObjectNode> echo) {

  /** Copies the lists. */
  public ModelRequest {
    system = List.copyOf(system);
    turns = List.copyOf(turns);
    tools = List.copyOf(tools);
  }
}
