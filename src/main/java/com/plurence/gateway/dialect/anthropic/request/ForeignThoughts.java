package com.plurence.gateway.dialect.anthropic.request;

import com.plurence.gateway.dialect.Splice;
import java.util.List;

/**
 * Thoughts in a request that Anthropic has not signed, and would refuse.
 *
 * @param cuts what takes them out of the body, in no order, and apart from one another
 * @param budget whether the wish to think goes with them
 */
record ForeignThoughts(List<Splice> cuts, boolean budget) {
  static final ForeignThoughts NONE = new ForeignThoughts(List.of(), false);
}
