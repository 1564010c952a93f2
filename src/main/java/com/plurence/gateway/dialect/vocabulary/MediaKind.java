package com.plurence.gateway.dialect.vocabulary;

/** Kinds of parts that are no words. */
public enum MediaKind {
  IMAGE,
  DOCUMENT,
  AUDIO
}
