package com.plurence.gateway.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Role;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.Turn;
import com.plurence.gateway.dialect.vocabulary.request.Conversation;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn.AssistantTurn;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn.UserTurn;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import java.util.ArrayList;
import java.util.List;

/** Writes a conversation as messages, of which those of a tool hold text alone. */
final class MessageWriter {
  private static final String CONTENT = "content";
  private static final String BLANK_LINE = "\n\n";
  private static final String ERROR = "Error: ";
  private static final String FOLLOWING = "(attachments follow)";

  private final ToolNames names;
  private final boolean reasoningContent;
  private final Findings findings;
  private final ContentWriter content;
  private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();

  MessageWriter(ToolNames names, TargetTraits traits, Findings findings) {
    this.names = names;
    this.reasoningContent = traits.reasoningContent();
    this.findings = findings;
    this.content = new ContentWriter(findings);
  }

  ArrayNode write(ModelRequest request) {
    if (!request.system().isEmpty()) {
      system(request.system());
    }
    for (JoinedTurn turn : Conversation.of(request.turns(), findings).turns()) {
      if (turn instanceof UserTurn user) {
        user(user);
      } else if (turn instanceof AssistantTurn assistant) {
        assistant(assistant.parts());
      }
    }
    return messages;
  }

  private void system(List<? extends Part> parts) {
    add("system").put(CONTENT, content.text(parts, BLANK_LINE));
  }

  private ObjectNode add(String role) {
    return messages.addObject().put("role", role);
  }

  /**
   * Results first. What they hold beside text follows at once, so that what is said later changes
   * nothing that was sent before.
   */
  private void user(UserTurn turn) {
    List<ObjectNode> attachments = new ArrayList<>();
    for (Part.Result result : turn.results()) {
      attachments.addAll(result(result));
    }
    boolean userFollows = !turn.words().isEmpty() && turn.words().get(0).role() == Role.USER;
    if (turn.words().isEmpty() && turn.results().isEmpty()) {
      add("user").put(CONTENT, "");
    } else if (!attachments.isEmpty() && !userFollows) {
      add("user").set(CONTENT, ContentWriter.content(attachments));
    }
    List<ObjectNode> before = userFollows ? attachments : List.of();
    for (Turn words : turn.words()) {
      if (words.role() == Role.SYSTEM) {
        system(words.parts());
      } else {
        List<ObjectNode> parts = new ArrayList<>(before);
        parts.addAll(content.parts(words.parts()));
        add("user").set(CONTENT, ContentWriter.content(parts));
        before = List.of();
      }
    }
  }

  /** Writes the text of a result, and returns what must follow it. */
  private List<ObjectNode> result(Part.Result result) {
    CacheMarks.drop(result.cacheMark(), findings);
    List<Part> words = result.parts().stream().filter(ContentWriter::isText).toList();
    List<Part> media = result.parts().stream().filter(part -> !ContentWriter.isText(part)).toList();
    String text = content.text(words, "\n");
    if (result.isError() && !text.startsWith(ERROR)) {
      text = ERROR + text;
    }
    if (!media.isEmpty()) {
      text = text.isEmpty() ? FOLLOWING : text + "\n" + FOLLOWING;
    }
    add("tool").put("tool_call_id", result.id()).put(CONTENT, text);
    if (media.isEmpty()) {
      return List.of();
    }
    List<ObjectNode> parts = new ArrayList<>();
    parts.add(ContentWriter.text("Attachments of tool result " + result.id() + ":"));
    parts.addAll(content.parts(media));
    return parts;
  }

  private void assistant(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    StringBuilder thoughts = new StringBuilder();
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    for (Part part : parts) {
      if (part instanceof Part.Text words) {
        CacheMarks.drop(words.cacheMark(), findings);
        text.append(words.text());
      } else if (part instanceof Part.Reasoning thought) {
        thoughts.append(thought.text());
      } else if (part instanceof Part.Call call) {
        call(calls.addObject(), call);
      } else {
        findings.refused(part.path());
      }
    }
    if (text.isEmpty() && calls.isEmpty()) {
      return;
    }
    ObjectNode message = add("assistant");
    if (text.isEmpty()) {
      message.putNull(CONTENT);
    } else {
      message.put(CONTENT, text.toString());
    }
    if (reasoningContent) {
      message.put("reasoning_content", thoughts.toString());
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
  }

  private void call(ObjectNode written, Part.Call call) {
    written.put("id", call.id()).put("type", "function");
    written
        .putObject("function")
        .put("name", names.toProvider(call.name()))
        .put("arguments", TranslationJson.text(call.arguments()));
  }
}
