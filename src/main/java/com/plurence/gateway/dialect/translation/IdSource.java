package com.plurence.gateway.dialect.translation;

/** Makes ids that nobody has had before. */
@FunctionalInterface
public interface IdSource {
  /** An id of at most 40 characters that begins with {@code prefix}, such as {@code msg_}. */
  String next(String prefix);
}
