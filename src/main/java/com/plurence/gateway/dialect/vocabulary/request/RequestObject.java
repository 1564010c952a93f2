package com.plurence.gateway.dialect.vocabulary.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An object of a client's request, of which readers take members by their type. A member of another
 * type is written down as wrong, and is as good as absent; so is {@code null}, without a word.
 *
 * @param path in the client's request; empty for the whole
 */
public record RequestObject(String path, ObjectNode node, Findings findings) {

  /** The path of a member. */
  public String path(String member) {
    return path.isEmpty() ? member : path + "." + member;
  }

  /** Whether the member is there and not {@code null}. */
  public boolean has(String member) {
    return node.hasNonNull(member);
  }

  /** The member, whatever it is; empty for {@code null}. */
  public Optional<RequestField<JsonNode>> any(String member) {
    JsonNode value = node.get(member);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(new RequestField<>(path(member), value));
  }

  /** A text. */
  public Optional<RequestField<String>> string(String member) {
    return any(member)
        .filter(found -> is(found.value().isTextual(), found.path(), "must be a string"))
        .map(found -> new RequestField<>(found.path(), found.value().textValue()));
  }

  /** A text that must be there; empty if it is not, which is written down. */
  public Optional<RequestField<String>> requiredString(String member) {
    if (!has(member)) {
      findings.wrong(path(member), "must be a string");
    }
    return string(member);
  }

  /** A whole number that a {@code long} holds, in any of the forms that JSON has for it. */
  public Optional<RequestField<Long>> integer(String member) {
    return any(member)
        .filter(
            found ->
                is(
                    found.value().canConvertToExactIntegral() && found.value().canConvertToLong(),
                    found.path(),
                    "must be an integer"))
        .map(found -> new RequestField<>(found.path(), found.value().longValue()));
  }

  /** A number. */
  public Optional<RequestField<BigDecimal>> number(String member) {
    return any(member)
        .filter(found -> is(found.value().isNumber(), found.path(), "must be a number"))
        .map(found -> new RequestField<>(found.path(), found.value().decimalValue()));
  }

  /** True or false. */
  public Optional<RequestField<Boolean>> bool(String member) {
    return any(member)
        .filter(found -> is(found.value().isBoolean(), found.path(), "must be true or false"))
        .map(found -> new RequestField<>(found.path(), found.value().booleanValue()));
  }

  /** An object. */
  public Optional<RequestObject> object(String member) {
    return any(member)
        .filter(found -> is(found.value().isObject(), found.path(), "must be an object"))
        .map(found -> new RequestObject(found.path(), (ObjectNode) found.value(), findings));
  }

  /** An object that must be there; empty if it is not, which is written down. */
  public Optional<RequestObject> requiredObject(String member) {
    if (!has(member)) {
      findings.wrong(path(member), "must be an object");
    }
    return object(member);
  }

  /** The elements of an array, whatever they are; empty if there is none. */
  public List<RequestField<JsonNode>> array(String member) {
    Optional<RequestField<JsonNode>> list =
        any(member).filter(found -> is(found.value().isArray(), found.path(), "must be an array"));
    return list.map(RequestObject::elements).orElse(List.of());
  }

  /** The elements of an array, each of which must be an object. */
  public List<RequestObject> objects(String member) {
    List<RequestObject> objects = new ArrayList<>();
    for (RequestField<JsonNode> element : array(member)) {
      object(element, findings).ifPresent(objects::add);
    }
    return objects;
  }

  /** The object in {@code field}; empty if it is none, which is written down. */
  public static Optional<RequestObject> object(RequestField<JsonNode> field, Findings findings) {
    if (field.value() instanceof ObjectNode object) {
      return Optional.of(new RequestObject(field.path(), object, findings));
    }
    findings.wrong(field.path(), "must be an object");
    return Optional.empty();
  }

  /** The elements of the array in {@code field}. */
  public static List<RequestField<JsonNode>> elements(RequestField<JsonNode> field) {
    List<RequestField<JsonNode>> elements = new ArrayList<>();
    for (int i = 0; i < field.value().size(); i++) {
      elements.add(new RequestField<>(field.path() + "[" + i + "]", field.value().get(i)));
    }
    return elements;
  }

  /** Names every member as dropped that is not {@code null} and not among {@code known}. */
  public void dropAllBut(Set<String> known) {
    node.properties()
        .forEach(
            member -> {
              if (!member.getValue().isNull() && !known.contains(member.getKey())) {
                findings.dropped(path(member.getKey()));
              }
            });
  }

  private boolean is(boolean right, String at, String message) {
    if (!right) {
      findings.wrong(at, message);
    }
    return right;
  }
}
