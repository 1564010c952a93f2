/** The dialect of Anthropic's Messages API: what its clients ask, and what its providers answer. */
@NullMarked
package com.plurence.gateway.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
